import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { DictionaryApp } from './dictionary/dictionary-app.js';

const root = document.getElementById('page');
if (root === null) throw new Error('The page has no element with the id "page".');
const Page = window.location.pathname.endsWith('/dictionary') ? DictionaryApp : App;
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
