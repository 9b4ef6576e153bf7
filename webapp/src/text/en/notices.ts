/** Where devices are told while nobody looks; the words of the notices themselves stand in `public/sw.js`. */
export const notices = {
  title: "Notices",
  lead: "When a long answer is ready or something waits for your approval, and no page of yours is looked at. They say which kind, never what was said.",
  notify: "Tell my devices",
  notifyHint: "Off: none of them is told anything until you switch this on again. They stay listed.",
  on: "Have notices on this device",
  off: "No more notices here",
  isOn: "This device has notices",
  impossible: "This browser cannot show notices for this page. Some do once the app is installed, and none without https.",
  refused: "The browser does not allow notices for this page. Its settings for this site change that.",
  failed: "The browser's push service does not answer. Try again later, or another browser.",
  devices: "Devices with notices",
  told: (time: string) => `Last notice ${time}`,
  neverTold: "No notice yet",
  remove: (device: string) => `No more notices on ${device}`,
  removeShort: "Remove",
};
