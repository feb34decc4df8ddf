/** What the layout needs beside the page's own model: the frame every page stands in. Built by the web for each page. */
export interface Frame {
  readonly title: string
  /** 海阳市委组织部 or as configured. */
  readonly organization: string
  /** True on an installation that holds sample data: every page says 示例数据. */
  readonly sample: boolean
  /** The fixed business day of the sample, said on every page; null when the clock runs. */
  readonly fixedDay: string | null
  readonly today: string
  readonly user: { readonly name: string; readonly roleName: string } | null
  /** Groups of the left navigation, only what the user's rights open: 今日 · 名单 · 考察 · 事实 · 干部与单位 · 规则 · 导出 · 管理. */
  readonly navigation: readonly NavigationGroup[]
  /** The colours in force where the page looks from, for the legend. */
  readonly marks: readonly FrameMark[]
  readonly maySearch: boolean
  /** What of the page's query a search from its top bar carries along: the past day it shows. */
  readonly searchKept: readonly { readonly name: string; readonly value: string }[]
  readonly flash: string | null
  /** Hidden in every form. */
  readonly csrfToken: string
  /** Hidden in every form: names this submission. */
  readonly idempotencyKey: string
  /** Hidden in every form: the page it stands on, to which a refusal leads back. */
  readonly shownPage: string
  /** The page is made for paper. */
  readonly printing: boolean
  /** The same page made for paper, and back; null where there is none: a form shown again. */
  readonly printPath: string | null
  readonly screenPath: string
  readonly requestId: string
  /** Goes behind the address of an asset, `/assets/css/page.css?v={{frame.assetVersion}}`: then it is kept for a year. */
  readonly assetVersion: string
}

/** A colour as the frame shows it: never colour alone. */
export interface FrameMark {
  readonly colour: string
  readonly shape: string
  readonly letter: string
  readonly label: string
  /** What stands behind the label: 优先; '' for none. */
  readonly note: string
  /** Whether it has a list of its own in the navigation. */
  readonly isList: boolean
}

export interface NavigationGroup {
  readonly label: string
  readonly items: readonly NavigationLink[]
}

interface NavigationLink {
  readonly label: string
  readonly path: string
  readonly current: boolean
  /** Of a list its colour; null for every other item. */
  readonly mark: FrameMark | null
}
