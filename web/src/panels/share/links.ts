/** Links to the page in its present state, and their limits. */
import type { DataDescriptor } from '../../data';
import { MOST_POINTS_IN_A_LINK } from '../../url';

/** The parts that `?hide=` can hide, with their labels. */
export const HIDEABLE: { name: string; text: string }[] = [
  { name: 'rate', text: 'Learning rate' },
  { name: 'limits', text: 'Limit and advice' },
  { name: 'play', text: 'Play and epochs' },
  { name: 'model', text: 'Model' },
  { name: 'epochs', text: 'Number of epochs' },
  { name: 'rule', text: 'Update rule' },
  { name: 'loss', text: 'Loss convention' },
  { name: 'standardize', text: 'Standardize' },
  { name: 'closed', text: 'Closed form switch' },
  { name: 'residuals', text: 'Residuals switch' },
  { name: 'start', text: 'Moving the start' },
  { name: 'data', text: 'Data settings' },
  { name: 'presets', text: 'Presets' },
  { name: 'verdict', text: 'Verdict' },
  { name: 'forecast', text: 'Forecasts' },
  { name: 'losses', text: 'Loss per epoch' },
  { name: 'contour', text: 'Loss over two weights' },
  { name: 'weights', text: 'Weights per epoch' },
  { name: 'directions', text: 'Error per direction' },
  { name: 'steps', text: 'The five steps' },
  { name: 'pins', text: 'Pinned runs' },
  { name: 'compare', text: 'Comparisons' },
  { name: 'reset', text: 'Reset' },
  { name: 'learn', text: 'Learn' },
  { name: 'your-data', text: 'Your data' },
  { name: 'share', text: 'Share' },
];

export function linkTo(address: string, hash: string, hidden: string[]): string {
  const url = new URL(address);
  url.search = hidden.length ? `?hide=${hidden.map(encodeURIComponent).join(',')}` : '';
  url.hash = hash;
  return url.href;
}

/** A warning about what a link to these data lacks; empty if it holds everything. */
export function limitsOfLink(data: DataDescriptor): string {
  if (data.kind === 'upload') return 'Your upload is not in the link: the link works on this machine only, until this server stops.';
  if (data.kind === 'file') return 'The file is not in the link: the link works in a lab that was started with the same file.';
  if (data.kind === 'points' && data.y.length > MOST_POINTS_IN_A_LINK)
    return `A link holds at most ${MOST_POINTS_IN_A_LINK} points, and there are ${data.y.length}: send the data as a file.`;
  return '';
}
