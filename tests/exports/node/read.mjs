// Reads a calendar from standard input with ical.js, told where that is; writes its events as JSON, instants in seconds.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
ICAL.TimezoneService.reset();
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const clocks = Object.fromEntries(
  calendar.getAllSubcomponents("vtimezone").map((component) => {
    const tzid = component.getFirstPropertyValue("tzid");
    return [tzid, new ICAL.Timezone({ component, tzid })];
  }),
);

function instant(property) {
  const time = property.getFirstValue();
  const tzid = property.getFirstParameter("tzid");
  if (tzid) time.zone = clocks[tzid];
  return time.toUnixTime();
}

const read = calendar.getAllSubcomponents("vevent").map((event) => {
  const value = (name) => event.getFirstPropertyValue(name);
  return [
    value("uid"),
    instant(event.getFirstProperty("dtstart")),
    instant(event.getFirstProperty("dtend")),
    value("sequence"),
    value("summary"),
    value("description"),
  ];
});
process.stdout.write(JSON.stringify(read));
