import '../shared/base.css';
import './probe.css';
import './timeline.css';
import './print.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ProbePage } from './probe-page.js';

const root = document.getElementById('root');
if (root) {
  const id = window.location.pathname.split('/').filter(Boolean).at(-1) ?? '';
  createRoot(root).render(
    <StrictMode>
      <ProbePage id={id} />
    </StrictMode>,
  );
}
