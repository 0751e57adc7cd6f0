/** What the chat in a frame and the page around it say to each other: nothing but that it opens and closes. */
export interface HostMessage {
  readonly mailmedic: 'ready' | 'open' | 'close';
}

/** The page around this one. */
export interface Host {
  /** Asks it to close the frame. */
  readonly close: () => void;
  /** Calls back when it has opened the frame. Returns how to stop. */
  readonly onOpen: (heard: () => void) => () => void;
}

/** The part of `window` that a {@link Host} is reached by. */
export interface Frame {
  readonly parent: { postMessage(message: HostMessage, targetOrigin: string): void };
  readonly location: { readonly search: string };
  addEventListener(type: 'message', heard: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', heard: (event: MessageEvent) => void): void;
}

/**
 * The page that shows this one in a frame; `undefined` when there is none or it does not say who it is. What is said
 * to it reaches only the origin that it named, and only what comes from there, and from the parent, is heard.
 */
export function findHost(frame: Frame): Host | undefined {
  if (frame.parent === (frame as unknown)) return undefined;
  const origin = originOf(new URLSearchParams(frame.location.search).get('host'));
  if (origin === undefined) return undefined;
  return {
    close() {
      frame.parent.postMessage({ mailmedic: 'close' }, origin);
    },
    onOpen(heard) {
      function hear(event: MessageEvent): void {
        if (event.origin !== origin || event.source !== (frame.parent as unknown)) return;
        const said = event.data as Partial<HostMessage> | null;
        if (said?.mailmedic === 'open') heard();
      }
      frame.addEventListener('message', hear);
      // It may have opened the frame before there was anybody to hear it.
      frame.parent.postMessage({ mailmedic: 'ready' }, origin);
      return () => {
        frame.removeEventListener('message', hear);
      };
    },
  };
}

function originOf(given: string | null): string | undefined {
  if (given === null || !URL.canParse(given)) return undefined;
  const { origin, protocol } = new URL(given);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}
