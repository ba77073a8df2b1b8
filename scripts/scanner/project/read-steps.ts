import ts from 'typescript';
import type { GateStep } from '../model.ts';
import type { ReadingRoom } from './file-reader.ts';
import { placeOf } from './place.ts';
import { readUses } from './read-uses.ts';

/** Reads statements as steps. A block of its own is no step: what is in it is done like what is around it. */
export function readSteps(room: ReadingRoom, statements: readonly ts.Statement[]): GateStep[] {
  return statements.flatMap((statement) => readStep(room, statement));
}

function readStep(room: ReadingRoom, statement: ts.Statement): readonly GateStep[] {
  const place = placeOf(room.project.root, statement);
  if (ts.isBlock(statement)) return readSteps(room, statement.statements);
  if (ts.isEmptyStatement(statement)) return [];
  if (ts.isTryStatement(statement)) {
    const { tryBlock, catchClause, finallyBlock } = statement;
    return [
      {
        kind: 'try',
        place,
        block: readSteps(room, tryBlock.statements),
        caught: catchClause === undefined ? null : readSteps(room, catchClause.block.statements),
        final: finallyBlock === undefined ? null : readSteps(room, finallyBlock.statements),
      },
    ];
  }
  const how = leaving(statement);
  if (how !== null) return [{ kind: 'leave', place, how, uses: readUses(room, statement) }];
  const declares = ts.isVariableStatement(statement) || ts.isFunctionDeclaration(statement);
  if (declares || ts.isExpressionStatement(statement)) {
    const uses = readUses(room, statement);
    return [{ kind: 'plain', place, uses, declares, assigns: assignsOf(statement) }];
  }
  const steps = readSteps(room, statementsIn(statement));
  return [{ kind: 'branch', place, uses: readUses(room, statement), steps }];
}

function leaving(statement: ts.Statement): 'return' | 'throw' | 'jump' | null {
  if (ts.isReturnStatement(statement)) return 'return';
  if (ts.isThrowStatement(statement)) return 'throw';
  return ts.isBreakOrContinueStatement(statement) ? 'jump' : null;
}

function statementsIn(statement: ts.Statement): ts.Statement[] {
  const found: ts.Statement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node)) found.push(node);
    else if (ts.isCaseBlock(node) || ts.isCaseOrDefaultClause(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(statement, visit);
  return found;
}

function assignsOf(statement: ts.Statement): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node))
      found.push(`${node.name.getText()}=${node.initializer?.getText() ?? ''}`);
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      const { left, operatorToken, right } = node;
      const plain = operatorToken.kind === ts.SyntaxKind.EqualsToken;
      found.push(`${left.getText()}=${plain ? right.getText() : node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
