import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';

/** natural's default of 1 costs up to 17 points on Chinese; small values keep rare words telling. */
const SMOOTHING = 0.03;

/**
 * natural's naive Bayes as the store of documents and the first learner. Two things of it are replaced,
 * because they can't hold up here: the dense feature array per message (quadratic in the vocabulary), and
 * the product of probabilities (underflows to 0 from some 300 words on), which become sparse sums of logs.
 * Documents are added as arrays of feature names: as text, natural would drop every Chinese one.
 */
export class MailBayes extends BayesClassifier {
  constructor() {
    super(undefined, SMOOTHING);
  }

  /**
   * Log-likelihoods log P(feature | label), row by row per feature, `labels.length` columns, each row's mean
   * taken off (only differences between labels count). `weights` gives each document's features and their
   * tf-idf weights, which stand in for natural's counts of presence.
   */
  logLikelihoods(labels: readonly string[], size: number, weights: readonly SparseVector[]): Float32Array {
    const width = labels.length;
    const column = new Map(labels.map((label, index) => [label, index]));
    const counts = new Float64Array(size * width);
    const totals = new Float64Array(width);
    this.docs.forEach((document, index) => {
      const vector = weights[index];
      const k = column.get(document.label);
      if (vector === undefined || k === undefined) return;
      vector.ids.forEach((id, j) => {
        const value = vector.values[j] ?? 0;
        counts[id * width + k] = (counts[id * width + k] ?? 0) + value;
        totals[k] = (totals[k] ?? 0) + value;
      });
    });
    const table = new Float32Array(size * width);
    const row = new Float64Array(width);
    for (let id = 0; id < size; id += 1) {
      let mean = 0;
      for (let k = 0; k < width; k += 1) {
        const total = (totals[k] ?? 0) + SMOOTHING * size;
        row[k] = Math.log(((counts[id * width + k] ?? 0) + SMOOTHING) / total);
        mean += (row[k] ?? 0) / width;
      }
      for (let k = 0; k < width; k += 1) table[id * width + k] = (row[k] ?? 0) - mean;
    }
    return table;
  }
}

/** Feature ids with their weights. */
export interface SparseVector {
  readonly ids: Int32Array;
  readonly values: Float64Array;
}
