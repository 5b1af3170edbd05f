import { sampleSummary, sampleTree } from "../../../engine/client/testing/sampleDevice.js";
import type { PathValue } from "../../../engine/protocol/values.js";
import { withDevice, withTree, withValues } from "../state/changes.js";
import { initialState, type DevicesState } from "../state/deviceState.js";

/** A state with the sample device, what the values of its tree are, and what has come since. */
export function sampleState(...values: readonly PathValue[]): DevicesState {
  const state = withTree(withDevice(initialState, sampleSummary), sampleTree);
  return withValues(state, sampleSummary.id, values);
}
