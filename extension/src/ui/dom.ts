// Makes elements. Text goes in as text: nothing that a page wrote is ever read as markup.

type Child = Node | string | null;

type Properties<E extends HTMLElement> = {
  [K in keyof E as E[K] extends string | number | boolean ? K : never]?: E[K];
} & {
  role?: string;
  data?: Record<string, string>;
  aria?: Record<string, string>;
  on?: Record<string, (event: Event) => void>;
};

export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  { data = {}, aria = {}, on = {}, ...properties }: Properties<HTMLElementTagNameMap[T]> = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  for (const [type, listener] of Object.entries(on)) element.addEventListener(type, listener);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** The element that the page's own markup promises. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no ${type.name} #${id}`);
  return element;
}
