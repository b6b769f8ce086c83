import ts from "typescript";
import { textOf } from "./tree.ts";

export interface MeasuredFunction {
  /** file:line and the name, as far as it has one. */
  place: string;
  lines: number;
}

export function parse(file: string, text = textOf(file)): ts.SourceFile {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

/** Every function with a body: declarations, methods, accessors, constructors and arrows. */
export function functionsIn(source: ts.SourceFile): MeasuredFunction[] {
  return nodesIn(source).flatMap((node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return [];
    const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
    const last = source.getLineAndCharacterOfPosition(node.end).line;
    return [{ place: `${source.fileName}:${first + 1} ${nameOf(node)}`, lines: last - first + 1 }];
  });
}

const builtInErrors = /^(Error|TypeError|RangeError|SyntaxError|AggregateError)$/;

/** Where an error without a code is made: `new Error(…)`, `Error(…)`, or a class that extends it. */
export function plainErrorsIn(source: ts.SourceFile): string[] {
  return nodesIn(source).flatMap((node) => {
    const made = ts.isNewExpression(node) || ts.isCallExpression(node) || ts.isExpressionWithTypeArguments(node);
    if (!made || !ts.isIdentifier(node.expression) || !builtInErrors.test(node.expression.text)) return [];
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    return [`${source.fileName}:${line}`];
  });
}

function nodesIn(source: ts.SourceFile): ts.Node[] {
  const all: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    all.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return all;
}

function nameOf(node: ts.Node): string {
  const named = node as { name?: ts.Node; parent?: { name?: ts.Node } };
  return (named.name ?? named.parent?.name)?.getText() ?? "(anonymous)";
}
