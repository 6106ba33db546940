/** By the placeholder's name. A number stands for its decimal text. */
export type TemplateValues = Readonly<Record<string, string | number | null | undefined>>;
