/* What the modules of our script share; checked with `make types`, never sent to a page. */

/** A plotly figure as its JSON; colours may be tokens ("@s5"). */
interface Figure {
  data: { type?: string; [name: string]: unknown }[];
  layout?: { height?: number; [name: string]: any };
}

/** What we use of plotly.js. */
interface Plotly {
  react(box: HTMLElement, data: unknown, layout: object, config: object): Promise<unknown>;
  purge(box: HTMLElement): void;
}

/** The browser's half of a widget: its traits, its messages. On our own page the first view has one without a widget. */
interface Model {
  get(trait: string): any;
  set(trait: string, value: unknown): void;
  save_changes(): void;
  send(content: object, callbacks?: undefined, buffers?: ArrayBuffer[]): void;
  on(event: string, act: (...about: any[]) => void): void;
  off(event: string, act: (...about: any[]) => void): void;
  widget_manager?: { kernel?: { status: string; connectionStatus: string } };
  /** It belongs to the first view. */
  still?: boolean;
}

/** Where a widget is shown; the signal aborts when it leaves. */
interface View {
  model: Model;
  el: HTMLElement;
  signal: AbortSignal;
}

/** The box of a drawing; the first view may hand over another in its place. */
interface Plotted {
  plot: HTMLElement;
}

/** Words by name, in the reader's language. */
type Labels = Record<string, string>;

interface NumbersTable {
  columns: string[];
  rows: string[][];
  numeric: number[];
  caption: string;
  pages?: string[];
}

interface LegendKey {
  word: string;
  token: string;
  mark: "swatch" | "hatch" | "dot" | "diamond" | "outline" | "tick" | "sizes";
}

interface Source {
  key: string;
  name: string;
  title: string;
  producer: string;
  read_as: string;
  grade: string;
  caution: string;
  url: string;
  [name: string]: string;
}

/** A column of a table that people edit. */
interface Column {
  key: string;
  word: string;
  kind: "text" | "time" | "date" | "number" | "flag" | "choice";
  help?: string;
  width?: string;
  unit?: "hours";
  min?: number;
  max?: number;
  step?: number;
  choices?: { value: unknown; word: string }[];
}

type Row = Record<string, unknown>;

declare var Plotly: Plotly | undefined;
declare var strategyKit: {
  render(name: string, view: View): void;
  applyChanges(model: Model, found: Record<string, [(string | number)[], unknown][]>): void;
} | undefined;
declare var strategyKitAssets: { plotly?: string; plotlyFull?: string } | undefined;
declare var strategyKitAsked: { at: number; code: Promise<typeof strategyKit> } | undefined;
declare var strategyKitFirst: {
  twin(model: Model, part: Plotted, redraw: () => void): {
    waits(figure: Figure): boolean;
    drawn(figure: Figure): void;
  };
  hear: (act: (trait: string, value: unknown) => void) => void;
} | undefined;
interface Window {
  cellLoaded: boolean;
  voila_finish(): void;
  voila_heartbeat(): void;
}
/** The element of a tag. */
type Made<T extends string> = T extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[T] : HTMLElement;
