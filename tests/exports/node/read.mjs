// Reads calendars with ical.js from the path given: a JSON string on each line of standard input; answers each with a
// line of its events as JSON, instants in seconds.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));

function instant(property, clocks) {
  const time = property.getFirstValue();
  const tzid = property.getFirstParameter("tzid");
  if (tzid) time.zone = clocks[tzid];
  return time.toUnixTime();
}

function events(text) {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text));
  const clocks = Object.fromEntries(
    calendar.getAllSubcomponents("vtimezone").map((component) => {
      const tzid = component.getFirstPropertyValue("tzid");
      return [tzid, new ICAL.Timezone({ component, tzid })];
    }),
  );
  return calendar.getAllSubcomponents("vevent").map((event) => {
    const value = (name) => event.getFirstPropertyValue(name);
    return [
      value("uid"),
      instant(event.getFirstProperty("dtstart"), clocks),
      instant(event.getFirstProperty("dtend"), clocks),
      value("sequence"),
      value("summary"),
      value("description"),
    ];
  });
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity }))
  process.stdout.write(`${JSON.stringify(events(JSON.parse(line)))}\n`);
