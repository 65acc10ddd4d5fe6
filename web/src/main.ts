import './app.css';
import { openPage } from './opening';
import './page.css';

void openPage();
