import { Kept } from "./kept";

/** Where the device is. */
const HERE = "";
const kept = new Kept("sparkbot_zone", HERE);

/** The zone that times are shown in; undefined for that of the device, also where a browser does not know the chosen one. */
export function shownZone(): string | undefined {
  const zone = kept.read();
  return zone !== HERE && isZone(zone) ? zone : undefined;
}

/** Answers whether the next page would show other times. */
export const keepZone = (zone: string | null): boolean => kept.write(zone ?? HERE);

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const knownZones = (): readonly string[] => Intl.supportedValuesOf("timeZone");
