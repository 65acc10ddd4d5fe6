import './app.css';
import { openPage } from './opening';
import './page.css';
import './print.css';

void openPage();
