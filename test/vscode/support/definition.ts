/** What a test changes in an otherwise faultless definition. */
export interface Changes {
  readonly id?: number;
  readonly header?: string;
  /** The text between the tags of `Resources`. */
  readonly items?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** The text of a resource; a field may be changed by its name. */
export function item(id: number, changes: Readonly<Record<string, string>> = {}): string {
  const fields = {
    Name: `Level ${id}`,
    Operations: "R",
    MultipleInstances: "Single",
    Mandatory: "Mandatory",
    Type: "Integer",
    RangeEnumeration: "0..100",
    Units: "",
    Description: "How full the tank is.",
    ...changes,
  };
  const lines = Object.entries(fields).map(([name, value]) => `        <${name}>${value}</${name}>`);
  return [`      <Item ID="${id}">`, ...lines, "      </Item>"].join("\n");
}

/** The text of a definition without a mistake but those that a test puts in. */
export function definition({ id = 10999, header = "", items = item(0), fields = {} }: Changes = {}): string {
  const before = {
    Name: "Tank",
    Description1: "A tank that says how full it is.",
    ObjectID: `${id}`,
    ObjectURN: `urn:oma:lwm2m:x:${id}`,
    LWM2MVersion: "1.1",
    ObjectVersion: "1.0",
    MultipleInstances: "Multiple",
    Mandatory: "Optional",
    ...fields,
  };
  const lines = Object.entries(before).map(([name, value]) => `    <${name}>${value}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
${header}<LWM2M xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.openmobilealliance.org/tech/profiles/LWM2M-v1_1.xsd">
  <Object ObjectType="MODefinition">
${lines.join("\n")}
    <Resources>
${items}
    </Resources>
    <Description2></Description2>
  </Object>
</LWM2M>
`;
}
