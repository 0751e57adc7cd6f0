import '../shared/base.css';
import './console.css';
import './list.css';
import './case.css';
import './talk.css';
import './desk.css';
import './facts.css';
import './help.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ConsolePage } from './console-page.js';
import { createDeskwork } from './deskwork.js';
import { createStore } from './store.js';

const root = document.getElementById('root');
if (root) {
  const store = createStore();
  const work = createDeskwork(store);
  createRoot(root).render(
    <StrictMode>
      <ConsolePage store={store} work={work} />
    </StrictMode>,
  );
}
