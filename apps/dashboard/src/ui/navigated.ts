/** Whether another page was shown before this one: the first page leaves the focus where the browser puts it. */
let pages = 0;

export const countPage = (): number => (pages += 1);
export const hasNavigated = (): boolean => pages > 1;
