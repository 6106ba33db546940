import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricOptions<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
}

export interface HistogramOptions<Label extends string> extends MetricOptions<Label> {
  /** Upper bounds, seconds unless the name says otherwise. */
  readonly buckets?: readonly number[];
}

const LATENCY_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export type Metrics = ReturnType<typeof createMetrics>;

/** One registry per service, with the process's own figures (memory, CPU, event-loop lag, garbage collection). */
export function createMetrics(service: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const common = <Label extends string>({ name, help, labels = [] }: MetricOptions<Label>) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  const histogram = <Label extends string = never>(options: HistogramOptions<Label>): Histogram<Label> =>
    new Histogram({ ...common(options), buckets: [...(options.buckets ?? LATENCY_SECONDS)] });

  return {
    contentType: registry.contentType,
    /** The Prometheus text format. */
    text: (): Promise<string> => registry.metrics(),
    counter: <Label extends string = never>(options: MetricOptions<Label>): Counter<Label> =>
      new Counter(common(options)),
    gauge: <Label extends string = never>(options: MetricOptions<Label> & { readonly collect?: () => void }) => {
      const { collect } = options;
      return new Gauge({ ...common(options), ...(collect === undefined ? {} : { collect }) });
    },
    histogram,
    /** Handled requests by route template (never a path), method and status class such as `2xx`. */
    httpRequests: histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last of its answer',
      labels: ['method', 'route', 'status'],
    }),
  };
}
