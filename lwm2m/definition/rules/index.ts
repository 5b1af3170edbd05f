import { attributeUnknown } from "./attributeUnknown.js";
import { carriageReturns } from "./carriageReturns.js";
import { collapsedFile } from "./collapsedFile.js";
import { description1Characters } from "./description1Characters.js";
import { description1Empty } from "./description1Empty.js";
import { description2Characters } from "./description2Characters.js";
import { descriptionCharacters } from "./descriptionCharacters.js";
import { descriptionEmpty } from "./descriptionEmpty.js";
import { elementDuplicate } from "./elementDuplicate.js";
import { elementMissing } from "./elementMissing.js";
import { elementOrder } from "./elementOrder.js";
import { elementUnknown } from "./elementUnknown.js";
import { enablerVersion } from "./enablerVersion.js";
import { executableMultiple } from "./executableMultiple.js";
import { executableRangeOrUnits } from "./executableRangeOrUnits.js";
import { fileName } from "./fileName.js";
import { finalNewline } from "./finalNewline.js";
import { instancesValue } from "./instancesValue.js";
import { itemMissing } from "./itemMissing.js";
import { mandatoryValue } from "./mandatoryValue.js";
import { nameEmpty } from "./nameEmpty.js";
import { nameNotAscii } from "./nameNotAscii.js";
import { objectIdPrivate } from "./objectIdPrivate.js";
import { objectIdReserved } from "./objectIdReserved.js";
import { objectIdSyntax } from "./objectIdSyntax.js";
import { objectIdTest } from "./objectIdTest.js";
import { objectMandatory } from "./objectMandatory.js";
import { objectMissing } from "./objectMissing.js";
import { objectType } from "./objectType.js";
import { objectVersion } from "./objectVersion.js";
import { operationsEmpty } from "./operationsEmpty.js";
import { operationsValue } from "./operationsValue.js";
import { rangeBlank } from "./rangeBlank.js";
import { rangeFreeText } from "./rangeFreeText.js";
import { rangeFromDescription } from "./rangeFromDescription.js";
import { rangeLargeBound } from "./rangeLargeBound.js";
import { rangeMixedList } from "./rangeMixedList.js";
import { rangeNearPowerOfTwo } from "./rangeNearPowerOfTwo.js";
import { rangeSeparator } from "./rangeSeparator.js";
import { rangeSingleNumber } from "./rangeSingleNumber.js";
import { rangeStringLengths } from "./rangeStringLengths.js";
import { rangeThreeDots } from "./rangeThreeDots.js";
import { rangeTypeMismatch } from "./rangeTypeMismatch.js";
import { rangeUnitWord } from "./rangeUnitWord.js";
import { rangeUpsideDown } from "./rangeUpsideDown.js";
import { rangeValueLabels } from "./rangeValueLabels.js";
import { resourceIdDuplicate } from "./resourceIdDuplicate.js";
import { resourceIdMissing } from "./resourceIdMissing.js";
import { resourceIdPrivate } from "./resourceIdPrivate.js";
import { resourceIdSyntax } from "./resourceIdSyntax.js";
import { resourceIdUndefined } from "./resourceIdUndefined.js";
import { reusableDescription } from "./reusableDescription.js";
import { reusableName } from "./reusableName.js";
import { reusableOperations } from "./reusableOperations.js";
import { reusableRange } from "./reusableRange.js";
import { reusableType } from "./reusableType.js";
import { reusableUnits } from "./reusableUnits.js";
import { reusableUnknown } from "./reusableUnknown.js";
import { rootElement } from "./rootElement.js";
import { schemaMissing } from "./schemaMissing.js";
import { schemaNewerThanNeeded } from "./schemaNewerThanNeeded.js";
import { schemaUnknown } from "./schemaUnknown.js";
import { schemaVersionMismatch } from "./schemaVersionMismatch.js";
import { textBetweenElements } from "./textBetweenElements.js";
import { typeMissing } from "./typeMissing.js";
import { typeNeeds11 } from "./typeNeeds11.js";
import { typeOnExecutable } from "./typeOnExecutable.js";
import { typeValue } from "./typeValue.js";
import { unitsOnText } from "./unitsOnText.js";
import { unitsOnTime } from "./unitsOnTime.js";
import { unitsUnknown } from "./unitsUnknown.js";
import { urnMismatch } from "./urnMismatch.js";
import { versionBump } from "./versionBump.js";
import { versionElementsMissing } from "./versionElementsMissing.js";
import { xmlSyntax } from "./xmlSyntax.js";
import type { Rule } from "./rule.js";

/** All rules, in the order of the rule pages. */
export const rules: readonly Rule[] = [
  xmlSyntax,
  rootElement,
  objectMissing,
  objectType,
  elementMissing,
  elementDuplicate,
  elementUnknown,
  elementOrder,
  attributeUnknown,
  textBetweenElements,
  itemMissing,
  resourceIdMissing,
  objectIdSyntax,
  resourceIdSyntax,
  resourceIdDuplicate,
  objectIdReserved,
  objectIdTest,
  objectIdPrivate,
  resourceIdUndefined,
  resourceIdPrivate,
  urnMismatch,
  objectVersion,
  enablerVersion,
  versionElementsMissing,
  versionBump,
  objectMandatory,
  fileName,
  schemaMissing,
  schemaUnknown,
  schemaVersionMismatch,
  schemaNewerThanNeeded,
  typeNeeds11,
  operationsValue,
  operationsEmpty,
  instancesValue,
  mandatoryValue,
  typeValue,
  typeMissing,
  typeOnExecutable,
  executableMultiple,
  unitsUnknown,
  unitsOnText,
  unitsOnTime,
  executableRangeOrUnits,
  rangeSeparator,
  rangeUpsideDown,
  rangeThreeDots,
  rangeUnitWord,
  rangeMixedList,
  rangeValueLabels,
  rangeFreeText,
  rangeBlank,
  rangeTypeMismatch,
  rangeSingleNumber,
  rangeStringLengths,
  rangeLargeBound,
  rangeFromDescription,
  rangeNearPowerOfTwo,
  reusableUnknown,
  reusableName,
  reusableOperations,
  reusableType,
  reusableRange,
  reusableUnits,
  reusableDescription,
  nameEmpty,
  description1Empty,
  descriptionEmpty,
  nameNotAscii,
  description1Characters,
  descriptionCharacters,
  description2Characters,
  finalNewline,
  carriageReturns,
  collapsedFile,
];
