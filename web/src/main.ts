import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { Lab } from './lab.svelte';
import './page.css';

/** Milliseconds to wait for the data before the page is drawn without them. */
const PATIENCE = 150;

const target = document.getElementById('app');
const { search, hash } = location;
const lab = new Lab(search);
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));

// Drawing once, with the data, is faster than drawing an empty page and filling it.
void Promise.race([lab.open(hash), patience]).then(() => {
  if (target) mount(App, { target, props: { lab, search } });
});
