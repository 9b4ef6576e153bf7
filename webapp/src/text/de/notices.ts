import type { Catalogue } from "../en";

export const notices: Catalogue["notices"] = {
  title: "Hinweise",
  lead: "Wenn eine lange Antwort fertig ist oder etwas auf Ihre Freigabe wartet und keine Ihrer Seiten angesehen wird. Sie nennen die Art, nie das Gesagte.",
  notify: "Meinen Geräten Bescheid geben",
  notifyHint: "Aus: Keines erfährt etwas, bis Sie es wieder einschalten. Sie bleiben in der Liste.",
  on: "Hinweise auf diesem Gerät",
  off: "Hier keine Hinweise mehr",
  isOn: "Dieses Gerät bekommt Hinweise",
  impossible: "Dieser Browser kann für diese Seite keine Hinweise zeigen. Manche können es, sobald die App installiert ist, keiner ohne https.",
  refused: "Der Browser erlaubt dieser Seite keine Hinweise. Das ändern seine Einstellungen für diese Seite.",
  failed: "Der Push-Dienst des Browsers antwortet nicht. Versuchen Sie es später oder mit einem anderen Browser.",
  devices: "Geräte mit Hinweisen",
  told: (time: string) => `Letzter Hinweis ${time}`,
  neverTold: "Noch kein Hinweis",
  remove: (device: string) => `Keine Hinweise mehr auf ${device}`,
  removeShort: "Entfernen",
};
