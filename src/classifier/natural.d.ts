/** The two parts of `natural` that are used, entered by subpath: the package has no typings for them. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export interface StoredDocument {
    readonly label: string;
    readonly text: readonly string[];
  }
  export default class BayesClassifier {
    constructor(stemmer?: unknown, smoothing?: number);
    readonly docs: readonly StoredDocument[];
    /** How often each token was added, over all documents. A plain object: give it prefixed names only. */
    readonly features: Readonly<Record<string, number>>;
    addDocument(tokens: readonly string[], label: string): void;
    train(): void;
  }
}

declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const porterStemmer: { stem(word: string): string };
  export default porterStemmer;
}
