import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { Lab } from './lab.svelte';
import './page.css';

/** Milliseconds that an empty page may wait for its data; after that the frame comes first. */
const PATIENCE = 150;

const target = document.getElementById('app');
const { search, hash } = location;
const lab = new Lab(search);
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));

// Drawn once, with its data in it, a page is there sooner than drawn empty and then filled.
void Promise.race([lab.open(hash), patience]).then(() => {
  if (target) mount(App, { target, props: { lab, search } });
});
