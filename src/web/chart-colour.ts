const drawn: readonly string[] = ['blue', 'yellow', 'red', 'none']

/** How public/js/charts.js draws a colour of the rules: `other` for one that the rules added. */
export const chartColour = (code: string): string => (drawn.includes(code) ? code : 'other')
