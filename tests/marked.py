"""The texts of a module that are marked for translation."""

import ast
import re


def strings_in(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def name_of(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def marked(source: str) -> set[str]:
    """The texts in `tr(…)`: literal ones, and where another one is given, those of the module's own constants."""
    tree = ast.parse(source)
    constants = {
        target.id: strings_in(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    found: set[str] = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and name_of(call.func) == "counted":
            found |= {text for noun in call.args[1:] for text in strings_in(noun)}
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "tr":
            first = call.args[0]
            found |= {first.value} if isinstance(first, ast.Constant) else set()
            if not isinstance(first, ast.Constant):
                found |= {text for texts in constants.values() for text in texts if re.match("[A-Z][a-z]", text)}
    return found
