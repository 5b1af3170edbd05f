import type { DeviceSummary } from "../../engine/protocol/devices.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { printable } from "../text/printable.js";
import { withEngine } from "./deviceContext.js";

/** `lwm2m devices`: lists the devices that the engine knows. */
export function devicesCommand({ json }: { readonly json: boolean }, io: Io, product: Product): Promise<ExitCode> {
  return withEngine(io, product, async (engine) => {
    const { devices, server } = await engine.request("engine/snapshot", {});
    if (json) {
      io.stdout.write(`${JSON.stringify(devices)}\n`);
      return exitCodes.clean;
    }
    io.stdout.write(
      columns(devices.map(row))
        .map((line) => `${printable(line)}\n`)
        .join(""),
    );
    for (const { name, warnings } of devices) {
      for (const warning of warnings) io.stderr.write(`lwm2m: ${printable(name)}: ${printable(warning)}\n`);
    }
    if (devices.length === 0) {
      io.stderr.write(
        server.kind === "running"
          ? "No device has registered yet.\n"
          : `The LwM2M Server does not run. Start it with "lwm2m serve", or in VS Code.\n`,
      );
    }
    return exitCodes.clean;
  });
}

const schemes = { udp: "coap", dtls: "coaps", tcp: "coap+tcp", tls: "coaps+tcp" } as const;

function row({ name, status, security, transport, address, lwm2mVersion, lifetime }: DeviceSummary): readonly string[] {
  return [
    name,
    status,
    security.kind === "none" ? "no security" : `PSK ${security.identity}`,
    `${schemes[transport]}://${address}`,
    lwm2mVersion === undefined ? "CoAP" : `LwM2M ${lwm2mVersion}`,
    lifetime === undefined ? "" : `lifetime ${lifetime} s`,
  ];
}

/** Rows as lines whose cells stand below each other. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>(
    (wide, cells) => cells.map((cell, at) => Math.max(cell.length, wide[at] ?? 0)),
    [],
  );
  return rows.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
