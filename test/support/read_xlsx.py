#!/usr/bin/env python3
"""Prints the cells of every sheet of a workbook as JSON rows of text. Standard library only: a reader of its own."""
import json
import sys
import zipfile
from xml.etree import ElementTree

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def words(node):
    return "".join(part.text or "" for part in node.iter("{%s}t" % NS["m"]))


def text_of(cell, shared):
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return words(cell)
    value = cell.find("m:v", NS)
    if value is None or value.text is None:
        return ""
    return shared[int(value.text)] if kind == "s" else value.text


with zipfile.ZipFile(sys.argv[1]) as package:
    assert package.testzip() is None
    names = package.namelist()
    shared = []
    if "xl/sharedStrings.xml" in names:
        root = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
        shared = [words(item) for item in root.findall("m:si", NS)]
    rows = []
    for name in sorted(n for n in names if n.startswith("xl/worksheets/sheet")):
        for row in ElementTree.fromstring(package.read(name)).iter("{%s}row" % NS["m"]):
            rows.append([text_of(cell, shared) for cell in row.findall("m:c", NS)])
print(json.dumps(rows, ensure_ascii=False))
