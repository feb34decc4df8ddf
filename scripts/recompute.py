#!/usr/bin/env python3
"""Recomputes every suggestion from the ledger with the rules alone, and compares it with what sanse says.

    sanse inputs --as-of DATE [--known-at T] --json | python3 scripts/recompute.py

A second, independent implementation for anyone who wants to check the product: standard library only, exact fractions,
no speed. All numbers are integer hundredths, as in the ledger. Prints every difference; exit code 1 if there is any,
2 if the input cannot be read, 0 if all agrees.
"""
import json
import sys
from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

# ---------------------------------------------------------------- days


@lru_cache(maxsize=None)
def add_months(day, months):
    y, m, d = int(day[:4]), int(day[5:7]), int(day[8:])
    index = y * 12 + (m - 1) + months
    y, m = divmod(index, 12)
    return "%04d-%02d-%02d" % (y, m + 1, min(d, monthrange(y, m + 1)[1]))


def add_days(day, n):
    return (date.fromisoformat(day) + timedelta(days=n)).isoformat()


def end_of_month(month):
    return "%s-%02d" % (month, monthrange(int(month[:4]), int(month[5:7]))[1])


def within(d0, months, day):
    """The one window of the rules: d0 <= day < addMonths(d0, n)."""
    return d0 <= day < add_months(d0, months)


def end_of_day(day):
    return day + "T15:59:59.999Z"  # 24:00 in Shanghai


def half_away(x):
    """Rounds to a whole number, half away from zero."""
    x = Fraction(x)
    down = (2 * abs(x.numerator) + x.denominator) // (2 * x.denominator)
    return down if x >= 0 else -down


# ---------------------------------------------------------------- the ledger as known at a moment


class Ledger:
    """Entries recorded by then and not taken back by then, and what has ended when."""

    def __init__(self, entries, known_at):
        known = {e["id"]: e for e in entries if e["recordedAt"] <= known_at}
        reversals = defaultdict(list)
        for e in known.values():
            if e["kind"] == "reversal":
                reversals[e["data"]["of"]].append(e["id"])

        @lru_cache(maxsize=None)
        def stands(i):
            return not any(r > i and stands(r) for r in reversals[i])

        self.entries = [e for i, e in sorted(known.items()) if stands(i)]
        self.by_kind = defaultdict(list)
        self.about = defaultdict(lambda: defaultdict(list))  # kind -> id of the entry it is about
        for e in self.entries:
            self.by_kind[e["kind"]].append(e)
            if "of" in e["data"]:
                self.about[e["kind"]][e["data"]["of"]].append(e)

    def begun(self, kind, day):
        return [e for e in self.by_kind[kind] if e["effectiveOn"] <= day]

    def ended_on(self, entry, last_day=None):
        """The first day it no longer holds: by its last day or by an `end`, whichever is earlier; None while open."""
        days = [e["effectiveOn"] for e in self.about["end"][entry["id"]]]
        if last_day is not None:
            days.append(add_days(last_day, 1))
        return min(days) if days else None

    def holds(self, entry, day, last_day=None):
        end = self.ended_on(entry, last_day)
        return entry["effectiveOn"] <= day and (end is None or day < end)


def own_ledger(entries, cadre_id):
    """A cadre's ledger: what is about the cadre, all rankings, and all duties with their ends and reversals."""
    mine = {e["id"] for e in entries if cadre_id in e["subjects"] or e["kind"] in ("ranking", "duty")}
    grown = True
    while grown:
        more = {e["id"] for e in entries if e["kind"] in ("end", "reversal") and e["data"]["of"] in mine} - mine
        mine |= more
        grown = bool(more)
    return [e for e in entries if e["id"] in mine]


# ---------------------------------------------------------------- facts

ROLES = ["person", "charge", "chief"]


class Person:
    """Everything the rules read of one cadre on one day."""

    def __init__(self, cadre_id, ledger, rules, day, known_at):
        self.id, self.ledger, self.rules, self.day, self.known_at = cadre_id, ledger, rules, day, known_at
        self.evidence = {r["code"]: r for r in rules["evidence"]}
        self.placements = [self.placement(p) for p in ledger.begun("placement", day)]
        self.facts = self.count_facts()
        self.score_lines()

    # -- placements: term, extensions, end

    def placement(self, p):
        extensions = [x for x in self.ledger.about["extension"][p["id"]] if x["effectiveOn"] <= self.day]
        last_days = [d for d in [p["data"]["lastDay"]] + [x["data"]["lastDay"] for x in extensions] if d is not None]
        last_day = max(last_days) if last_days else None
        end = self.ledger.ended_on(p)
        return {
            "id": p["id"],
            "colour": p["data"]["colour"],
            "observation": p["data"]["observation"],
            "causes": set(p["data"]["causes"]),
            "from": p["effectiveOn"],
            "last_day": last_day,
            "extensions": extensions,
            "end": end if end is not None and end <= self.day else None,
        }

    def term_open(self, p):
        return p["end"] is None and (p["last_day"] is None or self.day <= p["last_day"])

    def settled_for(self, colour):
        settling = next(c for c in self.rules["colours"] if c["code"] == colour)["settledBy"]
        return set().union(*[p["causes"] for p in self.placements if p["colour"] in settling])

    def frozen(self):
        """Causes of a placement whose term is open: the negative facts among them do not fade."""
        return set().union(*[p["causes"] for p in self.placements if self.term_open(p)])

    def age(self, d0):
        for line in self.rules["score"]["fading"]:
            if within(d0, line["months"], self.day):
                return Fraction(line["weight"], 100)
        return Fraction(0)

    # -- facts: one fact from several channels, verification, tolerance, roles, repetition

    def count_facts(self):
        facts = self.ledger.begun("fact", self.day)
        groups = same_facts(facts)
        counted = []
        for group in groups:
            fact = self.counted(group)
            if fact is not None:
                counted.append(fact)
        return self.once_per_honour(counted)

    def counted(self, group):
        finding = self.finding(group)
        if finding is None or finding == "false":
            return None
        variants = [v for v in (self.variant(f) for f in group) if v is not None]
        if not variants:
            return None
        best = min(variants, key=lambda v: (-v["tier"], -abs(v["base"]), v["id"]))
        factor = Fraction(self.rules["findings"][finding], 100)
        tolerated = any(self.ledger.about["tolerance"][f["id"]] for f in group)
        return {
            **best,
            "ids": {f["id"] for f in group},
            "finding": finding,
            "occurrence": self.rules["findings"][finding],
            "raw": best["base"] * factor,
            "tolerated": tolerated,
        }

    def finding(self, group):
        """The last verification of the fact, by a person who recorded none of its channels."""
        recorders = {f["recordedBy"] for f in group}
        checks = [c for f in group for c in self.ledger.about["verification"][f["id"]]]
        checks = [c for c in checks if c["recordedBy"] not in recorders]
        return max(checks, key=lambda c: c["id"])["data"]["finding"] if checks else None

    def variant(self, fact):
        """What one record of the fact gives this person: the greater points of his roles; twice after a talk."""
        rule = self.evidence.get(fact["data"]["code"])
        roles = [
            a["role"] for a in fact["data"]["attributions"] if a["subject"] == {"type": "cadre", "id": self.id}
        ]
        if rule is None or not roles:
            return None
        points = {}
        for role in roles:
            points[role] = rule["points"][role]
            if rule["byGrade"] is not None and role == "person":
                points[role] = rule["byGrade"].get(fact["data"]["grade"], points[role])
        points = {role: value for role, value in points.items() if value != 0}  # what carries no points is not his
        if not points:
            return None
        role = min(points, key=lambda r: (-abs(points[r]), ROLES.index(r)))
        repeated = not rule["positive"] and any(
            t["data"]["code"] == rule["code"]
            and t["effectiveOn"] < fact["effectiveOn"]
            and within(t["effectiveOn"], self.rules["repetition"]["months"], fact["effectiveOn"])
            for t in self.ledger.begun("talk", self.day)
        )
        factor = Fraction(self.rules["repetition"]["factor"], 100) if repeated else Fraction(1)
        return {
            "id": fact["id"],
            "code": rule["code"],
            "rule": rule,
            "positive": rule["positive"],
            "tier": rule["tier"],
            "day": fact["effectiveOn"],
            "role": role,
            "base": points[role] * factor,
            "repeated": repeated,
            "channel": fact["data"]["channel"],
            "intent": fact["data"]["intent"] is True,
            "honour": fact["data"]["honour"],
        }

    def once_per_honour(self, facts):
        """P1-P3: of the facts of one honour that still have weight, the highest tier, then the greater points."""
        honours = defaultdict(list)
        for f in facts:
            if f["rule"]["oncePerHonour"] and f["honour"] and not f["tolerated"] and self.age(f["day"]) > 0:
                honours[f["honour"]].append(f)
        best = {h: min(fs, key=lambda f: (-f["tier"], -abs(f["raw"]), f["id"]))["id"] for h, fs in honours.items()}

        def stays(f):
            joined = f["rule"]["oncePerHonour"] and f["honour"] in best and not f["tolerated"]
            return not joined or best[f["honour"]] == f["id"]

        return [f for f in facts if stays(f)]

    # -- the score

    def score_lines(self):
        s = self.rules["score"]
        self.part_means, covered, lines, present = {}, Fraction(0), [], 0
        for part in s["parts"]:
            mean, coverage = self.ballots() if part["from"] == "ballots" else self.cells(part["code"])
            self.part_means[part["code"]] = mean
            covered += part["weight"] * coverage
            present += part["weight"] if mean is not None else 0
        self.exact_coverage = covered
        for part in s["parts"]:
            mean = self.part_means[part["code"]]
            if mean is not None:
                lines.append({"kind": "part", "points": half_away(mean * part["weight"] / present)})
        events = self.event_lines()
        total = sum(line["points"] for line in events)
        clipped = max(s["eventClip"]["min"], min(s["eventClip"]["max"], total))
        if clipped != total:
            events.append({"kind": "clip", "points": clipped - total})
        self.events = clipped
        if present == 0:
            self.score, self.lines = None, events
            return
        lines += events
        total = sum(line["points"] for line in lines)
        self.score = max(s["clip"]["min"], min(s["clip"]["max"], total))
        if self.score != total:
            lines.append({"kind": "clip", "points": self.score - total})
        self.lines = lines

    def cells(self, part):
        rows = {r["code"] for r in self.rules["indicators"]["rows"] if r["part"] == part}
        cells = [c for c in self.rules["indicators"]["cells"] if c["row"] in rows]
        seen = [(c["weight"], self.aged_mean(lambda a: a["data"]["cells"].get(c["id"]), "assessment")) for c in cells]
        return weighted(seen)

    def ballots(self):
        def mean_of(group):
            def value(ballot):
                found = [g for g in ballot["data"]["groups"] if g["group"] == group["code"]]
                return found[0]["mean"] if found and found[0]["valid"] >= group["minBallots"] else None

            return self.aged_mean(value, "ballot")

        return weighted([(g["weight"], mean_of(g)) for g in self.rules["evaluation"]])

    def aged_mean(self, value, kind):
        seen = [(self.age(e["effectiveOn"]), value(e)) for e in self.ledger.begun(kind, self.day)]
        seen = [(w, v) for w, v in seen if w > 0 and v is not None]
        return sum(w * v for w, v in seen) / sum(w for w, _ in seen) if seen else None

    def event_lines(self):
        frozen = self.frozen()
        lines, capped = [], defaultdict(int)
        for f in self.facts:
            kept = not f["positive"] and bool(f["ids"] & frozen)
            age = Fraction(1) if kept else self.age(f["day"])
            points = 0 if f["tolerated"] else half_away(f["raw"] * age)
            lines.append({"kind": "fact", "points": points, "id": f["id"]})
            cap = f["rule"]["cap"]
            if cap is not None and not f["repeated"]:
                year = f["day"][:4]
                period = year if cap["per"] == "year" else "%sQ%d" % (year, (int(f["day"][5:7]) + 2) // 3)
                capped[(f["code"], period)] += points
        for (code, _), total in sorted(capped.items()):
            cap = self.evidence[code]["cap"]["points"]
            if (cap >= 0 and total > cap) or (cap < 0 and total < cap):
                lines.append({"kind": "cap", "points": cap - total})
        return lines

    # -- postings, absence

    def main_posting(self):
        held = [p for p in self.ledger.by_kind["posting"] if p["data"]["main"] and self.ledger.holds(p, self.day)]
        return max(held, key=lambda p: (p["effectiveOn"], p["id"])) if held else None

    def absent(self):
        rule = self.rules["marks"]["absence"]
        first = add_days(add_months(self.day, -rule["months"]), -3)
        leaves = [(e["effectiveOn"], self.ledger.ended_on(e, e["data"]["lastDay"])) for e in self.ledger.by_kind["leave"]]
        days = away = 0
        day = first
        while day <= self.day:
            if within(day, rule["months"], self.day):
                days += 1
                away += any(a <= day and (b is None or day < b) for a, b in leaves)
            day = add_days(day, 1)
        return away * 10000 > rule["share"] * days


def same_facts(facts):
    """Groups the records of one fact: `sameAs` names the record of another channel."""
    parent = {}

    def root(i):
        while parent.setdefault(i, i) != i:
            i = parent[i]
        return i

    for f in facts:
        root(f["id"])
        if f["data"]["sameAs"] is not None:
            parent[root(f["id"])] = root(f["data"]["sameAs"])
    groups = defaultdict(list)
    for f in facts:
        groups[root(f["id"])].append(f)
    return list(groups.values())


def weighted(seen):
    """Mean over what is present, and the share of the weight that is present."""
    present = [(w, v) for w, v in seen if v is not None]
    weight = sum(w for w, _ in present)
    if weight == 0:
        return None, Fraction(0)
    return Fraction(sum(w * v for w, v in present)) / weight, Fraction(weight, sum(w for w, _ in seen))


# ---------------------------------------------------------------- conditions (Kleene: True, False, None = unknown)


def all3(values):
    return False if False in values else None if None in values else True


def any3(values):
    return True if True in values else None if None in values else False


def holds(op, value, limit):
    if value is None:
        return None
    limit = Fraction(*limit) if isinstance(limit, list) else limit
    return {"lt": value < limit, "le": value <= limit, "gt": value > limit, "ge": value >= limit}[op]


class Conditions:
    """Every condition of the rule set for one person; ranks come from outside, None while unknown."""

    def __init__(self, person, past_score):
        self.p, self.past_score = person, past_score

    def verdict(self, rule, in_top):
        # V1 is never settled; nor are scores, which have no records.
        settled = set() if rule["effect"] == "lock" else self.p.settled_for(rule["colour"])
        return self.expression(rule["when"], settled, in_top)

    def expression(self, x, settled, in_top):
        if "all" in x:
            return all3([self.expression(y, settled, in_top) for y in x["all"]])
        if "any" in x:
            return any3([self.expression(y, settled, in_top) for y in x["any"]])
        if "not" in x:
            value = self.expression(x["not"], settled, in_top)
            return None if value is None else not value
        if "rank" in x:
            return in_top(x["value"])
        if "compare" in x:
            return holds(x["op"], self.measure(x["compare"], settled), x["value"])
        if "streak" in x:
            return holds(x["op"], self.streak(x["streak"], settled), x["value"])
        return self.counted(x, settled)

    # -- measures

    def measure(self, m, settled):
        p, day = self.p, self.p.day
        of = m["of"]
        if of == "score":
            return p.score
        if of == "coverage":
            return p.exact_coverage
        if of == "tenure":
            start = p.main_posting()["effectiveOn"]
            return max(n for n in range(13) if add_months(start, n) <= day)
        if of == "idle":
            days = [p.main_posting()["effectiveOn"]] + [f["day"] for f in p.facts]
            days += [e["effectiveOn"] for kind in ("assessment", "ballot") for e in p.ledger.begun(kind, day)]
            return max(n for n in range(13) if add_months(max(days), n) <= day)
        if of == "scoreChange":
            past = self.past_score(m["months"])
            return None if p.score is None or past is None else p.score - past
        if of == "points":
            return sum(f["raw"] for f in self.facts(m, settled))
        if of == "worst":
            return min([f["raw"] for f in self.facts(m, settled)] + [0])
        if of == "channels":
            return len({f["channel"] for f in self.facts(m, settled)})
        if of in ("ballotShare", "ballotUpheld"):
            return self.ballot(m, settled)
        if of == "annualGrade":
            grades = [g for g in p.ledger.begun("annualGrade", day) if within(g["effectiveOn"], m["months"], day)]
            last = max(grades, key=lambda g: (g["data"]["year"], g["id"])) if grades else None
            return None if last is None else m["values"].get(last["data"]["grade"])
        raise ValueError("unknown measure " + of)

    def facts(self, m, settled):
        want = m["facts"]
        return [
            f
            for f in self.p.facts
            if not f["tolerated"]
            and not f["ids"] & settled
            and within(f["day"], m["months"], self.p.day)
            and ("codes" not in want or f["code"] in want["codes"])
            and ("positive" not in want or f["positive"] == want["positive"])
            and ("roles" not in want or f["role"] in want["roles"])
            and ("intent" not in want or f["intent"])
            and ("full" not in want or f["finding"] == "true")
        ]

    def ballot(self, m, settled):
        ballots = [b for b in self.p.ledger.begun("ballot", self.p.day) if within(b["effectiveOn"], m["months"], self.p.day)]
        if not ballots:
            return None
        last = max(ballots, key=lambda b: (b["effectiveOn"], b["id"]))
        if m["of"] == "ballotUpheld":
            finding = self.p.finding([last])
            return None if finding is None else 1 if finding == "true" else 0
        if last["id"] in settled:
            return None
        counts = [g["counts"] for g in last["data"]["groups"]]
        total = sum(sum(c.values()) for c in counts)
        if total == 0:
            return None
        names = ["excellent", "fit"] if m["share"] == "qualified" else ["unfit"]
        return Fraction(sum(c[n] for c in counts for n in names), total)

    # -- counts

    def counted(self, leaf, settled):
        c, p, day = leaf["count"], self.p, self.p.day
        if c["of"] == "facts":
            return holds(leaf["op"], sum(f["occurrence"] for f in self.facts(c, settled)), leaf["value"])
        if c["of"] == "placements":
            n = sum(
                x["colour"] == c["colour"]
                and not x["observation"]
                and x["id"] not in settled
                and within(x["from"], c["months"], day)
                for x in p.placements
            )
            return holds(leaf["op"], n, leaf["value"])
        if c["of"] == "failedRectifications":
            n = sum(
                x["colour"] == c["colour"] and x["id"] not in settled and self.failed(x, c["months"])
                for x in p.placements
            )
            return holds(leaf["op"], n, leaf["value"])
        if c["of"] == "restrictions":
            known, unsure = 0, 0
            for r in p.ledger.begun("restriction", day):
                if r["data"]["ground"] not in c["grounds"] or r["id"] in settled:
                    continue
                end = self.restriction_end(r, c["months"])
                if end is not None and end <= day:
                    continue
                if r["data"]["documentNo"] is not None:
                    known += 1
                else:
                    unsure += 1
            sure = holds(leaf["op"], known, leaf["value"])
            return sure if sure == holds(leaf["op"], known + unsure, leaf["value"]) else None
        if c["of"] == "adverse":
            return holds(leaf["op"], self.adverse(c), leaf["value"])
        raise ValueError("unknown count " + c["of"])

    def failed(self, x, months):
        """The term, once extended, has run out, and the last check since the extension was not passed."""
        if x["observation"] or not x["extensions"] or x["last_day"] is None or self.p.day <= x["last_day"]:
            return False
        cut_short = x["end"] is not None and x["end"] <= x["last_day"]
        if cut_short or not within(x["last_day"], months, self.p.day):
            return False
        extended_on = max(e["effectiveOn"] for e in x["extensions"])
        checks = [
            r
            for r in self.p.ledger.about["rectification"][x["id"]]
            if extended_on < r["effectiveOn"] <= self.p.day
        ]
        last = max(checks, key=lambda r: (r["effectiveOn"], r["id"])) if checks else None
        return last is not None and not last["data"]["passed"]

    def restriction_end(self, r, months):
        """The first day a veto no longer holds: as named, as ended, or as the rule says; None: open."""
        last_day = r["data"]["lastDay"]
        end = self.p.ledger.ended_on(r, last_day)
        if last_day is None and months is not None:
            limit = add_months(r["effectiveOn"], months)
            end = limit if end is None else min(end, limit)
        return end

    def adverse(self, c):
        """Placements of these colours, vetoes and notices, in force or ended within the window."""
        p, day = self.p, self.p.day

        def near(begin, end):
            return begin <= day and (end is None or end > day or within(end, c["months"], day))

        n = sum(x["colour"] in c["colours"] and near(x["from"], x["end"]) for x in p.placements)
        n += sum(near(x["effectiveOn"], p.ledger.ended_on(x)) for x in p.ledger.begun("notice", day))
        unsure = 0
        for r in p.ledger.begun("restriction", day):
            months = None if r["data"]["ground"] in ("discipline", "investigation") else c["restrictionMonths"]
            if near(r["effectiveOn"], self.restriction_end(r, months)):
                n += r["data"]["documentNo"] is not None
                unsure += r["data"]["documentNo"] is None
        return None if n == 0 and unsure else n  # a veto without the 文号 of its basis: unknown

    # -- streaks

    def streak(self, s, settled):
        return self.quarters(s, settled) if s["of"] == "quarterGrade" else self.hotline(s, settled)

    def quarters(self, s, settled):
        last = {}
        for g in self.p.ledger.begun("quarterGrade", self.p.day):  # of two for one quarter the later entry holds
            last[g["data"]["quarter"]] = g
        run = []
        for quarter in sorted(last, reverse=True):
            end = end_of_month("%s-%02d" % (quarter[:4], int(quarter[5]) * 3))
            if not within(end, s["months"], self.p.day) or last[quarter]["data"]["grade"] not in s["grades"]:
                break
            run.append(last[quarter]["id"])
        if not last:
            return None
        return next((n for n, grade in enumerate(run) if grade in settled), len(run))

    def hotline(self, s, settled):
        """The longest streak of a unit this person answered for on the last day of its newest month."""
        groups = defaultdict(dict)
        for r in self.p.ledger.begun("ranking", self.p.day):
            if within(r["effectiveOn"], s["months"], self.p.day):
                groups[r["data"]["group"]][r["data"]["month"]] = r
        best, unknown = 0, False
        for months in groups.values():
            newest = months[max(months)]
            for unit in {x["unitId"] for x in newest["data"]["positions"]}:
                run = self.run_at_the_bottom(unit, months, s["bottom"])
                held = self.answers(unit, end_of_month(newest["data"]["month"]), s) if run else False
                if held is None:
                    unknown = True
                elif held and newest["id"] not in settled:
                    best = max(best, run)
        return None if unknown and best == 0 else best

    @staticmethod
    def run_at_the_bottom(unit, months, bottom):
        run, month = 0, max(months)
        while month in months:
            data = months[month]["data"]
            places = [x["position"] for x in data["positions"] if x["unitId"] == unit]
            if not places or places[0] <= data["size"] - bottom:
                break
            run += 1
            month = add_months(month + "-01", -1)[:7]
        return run

    def answers(self, unit, day, s):
        held = [
            d
            for d in self.p.ledger.begun("duty", self.p.day)
            if d["data"]["unitId"] == unit and self.p.ledger.holds(d, day)
        ]
        mine = [d for d in held if self.p.id in d["subjects"]]
        chief = any(d["data"]["role"] == "chief" for d in mine)
        if s["role"] == "chief":
            return chief
        in_field = [d for d in held if d["data"]["role"] == "charge" and d["data"]["field"] == s["field"]]
        if any(d in mine for d in in_field):
            return True
        # None recorded in charge: unknown, which concerns the chief of the unit.
        return None if chief and not in_field else False


# ---------------------------------------------------------------- one person


def is_locked(person):
    conditions = Conditions(person, lambda _: None)
    return any(
        r["effect"] == "lock" and conditions.verdict(r, lambda _: None) is True for r in person.rules["conditions"]
    )


def rate(cadre_id, entries, rules, day, known_at):
    """What the ledger says of one cadre alone; None without a main posting."""
    person = Person(cadre_id, Ledger(entries, known_at), rules, day, known_at)
    posting = person.main_posting()
    if posting is None:
        return None
    locked = is_locked(person)
    if locked:
        person.score, person.lines = None, []

    def past_score(months):
        past_day = add_months(day, -months)
        past_known = min(end_of_day(past_day), known_at)
        past = Person(cadre_id, Ledger(entries, past_known), rules, past_day, past_known)
        return None if past.main_posting() is None or is_locked(past) else past.score

    conditions = Conditions(person, past_score)
    absent = person.absent()
    enough = person.exact_coverage >= rules["marks"]["minCoverage"]

    def verdicts(in_top):
        return {r["id"]: conditions.verdict(r, in_top) for r in rules["conditions"]}

    alone = verdicts(lambda _: None)
    fired = [r for r in rules["conditions"] if r["effect"] != "alert" and alone[r["id"]] is True]

    def strongest(found):
        codes = {r["colour"] for r in found}
        return next((c["code"] for c in rules["colours"] if c["match"] == "any" and c["code"] in codes), None)

    default = next(c["code"] for c in rules["colours"] if c["match"] == "default")
    colour, veto = strongest(fired), strongest([r for r in fired if r["effect"] in ("veto", "lock")])
    mark = None
    if locked:
        colour, mark = veto, "locked"
    elif absent:
        colour, mark = veto or default, None if veto else "indeterminate"
    elif colour is None:
        colour, mark = default, None if enough and person.score is not None else "insufficient"
    blue = rules["quotas"]["colour"]
    wanted = verdicts(lambda _: True)
    candidate = (
        colour == default
        and mark is None
        and all(wanted[r["id"]] is True for r in rules["conditions"] if r["colour"] == blue and r["effect"] == "suggest")
    )
    return {
        "cadreId": cadre_id,
        "unitId": posting["data"]["unitId"],
        "classCode": class_of(rules, posting["data"]),
        "score": person.score,
        "coverage": person.exact_coverage.numerator // person.exact_coverage.denominator,
        "lines": person.lines,
        "scored": person.score is not None and enough and not absent,
        "colour": colour,
        "mark": mark,
        "candidate": candidate,
        "opinions": opinions(person),
        "order": (
            [person.score]
            + [
                -1 if person.part_means[x["code"]] is None else half_away(person.part_means[x["code"]])
                for x in rules["score"]["parts"]
                if x["from"] == "cells"
            ]
        ),
        "verdicts": verdicts,
    }


def class_of(rules, post):
    fits = [c for c in rules["classes"] if post["unitKind"] in c["unitKinds"] and c["head"] in (None, post["head"])]
    return (fits or rules["classes"][-1:])[0]["code"]


def opinions(person):
    rule, day = person.rules["opinions"], person.day
    latest = []
    for office in rule["offices"]:
        said = [
            o
            for o in person.ledger.begun("opinion", day)
            if o["data"]["office"] == office and day <= add_days(o["effectiveOn"], rule["days"])
        ]
        latest.append(max(said, key=lambda o: (o["effectiveOn"], o["id"])) if said else None)
    if any(o is not None and o["data"]["objection"] for o in latest):
        return "objected"
    return "pending" if None in latest else "clear"


# ---------------------------------------------------------------- all together: ranks, top share, places


def suggest(ratings, rules):
    scored = [r for r in ratings if r["scored"]]
    members, unit_size = defaultdict(list), defaultdict(int)
    for r in scored:
        members[r["classCode"]].append(r["score"])
        unit_size[r["unitId"]] += 1

    for r in ratings:
        peers = members[r["classCode"]]
        r["rank"] = 1 + sum(s > r["score"] for s in peers) if r["scored"] else None

        def in_top(share, r=r, n=len(peers)):
            return None if r["rank"] is None else r["rank"] <= -(-n * share // 10000)

        r["conditions"] = r.pop("verdicts")(in_top)

    q = rules["quotas"]
    blue = [c["id"] for c in rules["conditions"] if c["colour"] == q["colour"] and c["effect"] == "suggest"]
    contenders = [r for r in scored if r["candidate"] and all(r["conditions"][i] is True for i in blue)]
    left_unit = {u: max(1, n // q["unitDivisor"]) for u, n in unit_size.items()}
    left_class = {c: len(s) * q["classShare"] // 10000 for c, s in members.items()}
    placing = {"placed": [], "tied": [], "full": []}
    for order in sorted({tuple(r["order"]) for r in contenders}, reverse=True):
        equals = [r for r in contenders if tuple(r["order"]) == order]
        fit = []
        for r in equals:
            (fit.append(r) if left_unit[r["unitId"]] and left_class[r["classCode"]] else placing["full"].append(r))
        for key, left in (("unitId", left_unit), ("classCode", left_class)):
            wanted = defaultdict(list)
            for r in fit:
                wanted[r[key]].append(r)
            for name, those in wanted.items():
                if len(those) > left[name]:  # more want a place than are left: none gets it, it stays empty
                    left[name] = 0
                    placing["tied"] += those
                    fit = [r for r in fit if r not in those]
        for r in fit:
            left_unit[r["unitId"]] -= 1
            left_class[r["classCode"]] -= 1
            r["colour"] = q["colour"]
        placing["placed"] += fit
    for mark in ("tied", "full"):
        for r in placing[mark]:
            r["mark"] = mark
    return {name: sorted(r["cadreId"] for r in found) for name, found in placing.items()}


# ---------------------------------------------------------------- comparison

VERDICTS = {True: "true", False: "false", None: "unknown"}
FIELDS = ["unitId", "classCode", "score", "coverage", "scored", "colour", "mark", "candidate", "opinions", "rank"]


def kinds_and_points(lines):
    return sorted((x["kind"], x["points"]) for x in lines if x["points"] != 0)


def differences(mine, theirs):
    """Fields that sanse does not print are not compared."""
    for field in FIELDS:
        if field in theirs and mine[field] != theirs[field]:
            yield field, mine[field], theirs[field]
    for condition in theirs.get("conditions", []):
        verdict = VERDICTS[mine["conditions"].get(condition["id"])]
        if verdict != condition["verdict"]:
            yield condition["id"], verdict, condition["verdict"]
    if "lines" in theirs:
        if theirs["score"] is not None and sum(x["points"] for x in theirs["lines"]) != theirs["score"]:
            yield "sum of the lines", theirs["score"], sum(x["points"] for x in theirs["lines"])
        if kinds_and_points(mine["lines"]) != kinds_and_points(theirs["lines"]):
            yield "lines", kinds_and_points(mine["lines"]), kinds_and_points(theirs["lines"])


def main():
    try:
        data = json.load(sys.stdin)
        rules, entries, day = data["ruleSet"], data["entries"], data["asOf"]
    except (ValueError, KeyError, TypeError) as error:
        print("cannot read the input: %r" % error, file=sys.stderr)
        return 2
    known_at = data.get("knownAt") or end_of_day(day)
    by_cadre, shared = by_subject(entries)
    theirs = {r["cadreId"]: r for r in data["results"]}
    ratings = []
    for cadre_id in sorted(set(theirs) | set(by_cadre)):
        own = own_ledger(list({e["id"]: e for e in by_cadre[cadre_id] + shared}.values()), cadre_id)
        rating = rate(cadre_id, own, rules, day, known_at)
        if rating is not None:
            ratings.append(rating)
    placing = suggest(ratings, rules)
    found = 0

    def tell(who, what, mine, printed):
        nonlocal found
        found += 1
        print("%s: %s is %s by the rules, but %s in sanse" % (who, what, mine, printed))

    mine = {r["cadreId"]: r for r in ratings}
    for cadre_id in sorted(set(mine) ^ set(theirs)):
        tell(cadre_id, "rating", "present" if cadre_id in mine else "absent", "present" if cadre_id in theirs else "absent")
    for cadre_id in sorted(set(mine) & set(theirs)):
        for difference in differences(mine[cadre_id], theirs[cadre_id]):
            tell(cadre_id, *difference)
    for name, names in placing.items():
        printed = (data.get("placing") or {}).get(name)
        if printed is not None and sorted(printed) != names:
            tell("placing", name, names, sorted(printed))
    print("%d cadres recomputed, %d differences" % (len(ratings), found))
    return 1 if found else 0


def by_subject(entries):
    """Entries by the cadre they are about; and those every cadre's ledger shares: rankings, duties, what is about them."""
    by_cadre, shared, shared_ids = defaultdict(list), [], set()
    for e in sorted(entries, key=lambda e: e["id"]):
        about_shared = e["kind"] in ("end", "reversal") and e["data"]["of"] in shared_ids
        if e["kind"] in ("ranking", "duty") or about_shared:
            shared.append(e)
            shared_ids.add(e["id"])
        for subject in e["subjects"]:
            by_cadre[subject].append(e)
    # A posting speaks of a cadre at a unit: the unit is a subject too, but nobody who is rated.
    units = {e["data"]["unitId"] for e in entries if e["kind"] == "posting"}
    return {cadre: mine for cadre, mine in by_cadre.items() if cadre not in units}, shared


if __name__ == "__main__":
    sys.exit(main())
