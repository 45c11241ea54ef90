using System.Globalization;
using Lockstep.Model.Sql.Syntax.Procedural;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <content>Expressions whose value is known though they are no constants to the compiler.</content>
internal sealed partial class BodyLowering
{
    /// <summary>The expression's value; null if it is of no kind that is folded, so that its parts are still to be read.</summary>
    private Value? Fold(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Folding.Convert(Evaluate(conversion.Operand), conversion.Type);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IInterpolatedStringOperation interpolated:
                return Interpolate(interpolated);
            case IBinaryOperation { OperatorMethod: null } binary:
                return Folding.Binary(binary.OperatorKind, Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
            case IBinaryOperation { Type.SpecialType: SpecialType.System_String or SpecialType.System_Boolean } text:
                return Folding.Binary(text.OperatorKind, Evaluate(text.LeftOperand), Evaluate(text.RightOperand));
            case IUnaryOperation { OperatorMethod: null } unary:
                return Folding.Unary(unary.OperatorKind, Evaluate(unary.Operand));
            case ICoalesceOperation coalesce:
                return Evaluate(coalesce.Value) is var value && value is Constant { Content: null } ? Evaluate(coalesce.WhenNull)
                    : value is Constant ? value
                    : Both(coalesce.WhenNull);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return new Items([.. initializer.ElementValues.Select(Evaluate)]);
            case IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] }:
                return new Items([]);
            case ITupleOperation tuple:
                return new Items([.. tuple.Elements.Select(Evaluate)]);
            case IAnonymousObjectCreationOperation anonymous:
                return new Properties([.. anonymous.Initializers.OfType<ISimpleAssignmentOperation>().Select(Member)]);
            case IArrayElementReferenceOperation { Indices: [var index] } element:
                return Folding.Element(Evaluate(element.ArrayReference), Evaluate(index));
            case IFieldReferenceOperation field:
                return Field(field);
            case ISwitchExpressionOperation choice:
                return Choose(choice);
            case IObjectCreationOperation creation:
                return Create(creation);
            // Compilers from 4.9 on have an operation for it, which 4.8 does not know; its children are the elements in all of them.
            case { Syntax: CollectionExpressionSyntax list } when list.Elements.Count == operation.ChildOperations.Count:
                return Collect(list, operation);
            default:
                return null;
        }
    }

    private Value Both(IOperation other)
    {
        Evaluate(other);
        return Value.Unknown;
    }

    private KeyValuePair<string, Value> Member(ISimpleAssignmentOperation assignment) =>
        new((assignment.Target as IPropertyReferenceOperation)?.Property.Name ?? string.Empty, Evaluate(assignment.Value));

    private Value Collect(CollectionExpressionSyntax list, IOperation operation)
    {
        var items = new List<Value>();
        var at = 0;
        var isKnown = true;
        foreach (var child in operation.ChildOperations)
        {
            if (list.Elements[at++] is ExpressionElementSyntax)
            {
                items.Add(Evaluate(child));
            }
            else if (child.ChildOperations.Count == 1 && Evaluate(child.ChildOperations.First()) is Items spread)
            {
                items.AddRange(spread.Elements);
            }
            else
            {
                isKnown = false;
            }
        }

        return isKnown ? new Items(items) : Value.Unknown;
    }

    private Value Interpolate(IInterpolatedStringOperation interpolated)
    {
        var parts = PartsOf(interpolated);
        return parts.Holes.Count > 0 ? Value.Unknown : new Constant(parts.Text);
    }

    /// <summary>The text, with holes where it is not known.</summary>
    private DynamicText PartsOf(IInterpolatedStringOperation interpolated)
    {
        var whole = new DynamicText();
        foreach (var part in interpolated.Parts)
        {
            var known = part switch
            {
                IInterpolatedStringTextOperation text => Folding.Text(Evaluate(text.Text)),
                IInterpolationOperation hole => Folding.Text(
                    Evaluate(hole.Expression),
                    hole.FormatString is null ? null : (hole.FormatString.ConstantValue.Value as string) ?? "?",
                    hole.Alignment is null ? 0 : hole.Alignment.ConstantValue.Value as int? ?? 0),
                _ => null,
            };
            if (known is null) whole.AppendHole();
            else whole.Append(known);
        }

        return whole;
    }

    /// <summary>A text, or the hole for it.</summary>
    private Known<string> Text(IOperation expression) =>
        Evaluate(expression) is Constant { Content: string text } ? new(text, IsKnown: true) : new(Unknowns.Source(expression), IsKnown: false);

    private Value Field(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (field.ContainingType.IsTupleType && reference.Instance is { } tuple)
        {
            var name = (field.CorrespondingTupleField ?? field).Name;
            return name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Folding.Element(Evaluate(tuple), new Constant(number - 1))
                : Value.Unknown;
        }

        if ((field.ContainingType.ToDisplayString(), field.Name) is ("System.TimeSpan", "Zero")) return new Constant(TimeSpan.Zero);
        if ((field.ContainingType.ToDisplayString(), field.Name) is ("System.Guid", "Empty")) return new Constant(Guid.Empty);

        // A static constructor may give it another value.
        if (field is not { IsStatic: true, IsReadOnly: true } || field.ContainingType.StaticConstructors.Any(made => !made.IsImplicitlyDeclared) ||
            !_fields.Add(field))
        {
            return Value.Unknown;
        }

        var value = _bodies.Initializer(field) is { } initializer ? Evaluate(initializer) : Value.Unknown;
        _fields.Remove(field);
        return value is Builder ? Value.Unknown : value;
    }

    private Value Choose(ISwitchExpressionOperation choice)
    {
        if (Evaluate(choice.Value) is Constant value && choice.Arms.All(arm => arm.Guard is null))
        {
            foreach (var arm in choice.Arms)
            {
                if (arm.Pattern is IDiscardPatternOperation) return Evaluate(arm.Value);
                if (arm.Pattern is not IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var wanted } }) break;
                if (Equals(wanted, value.Content)) return Evaluate(arm.Value);
            }
        }

        foreach (var arm in choice.Arms) Evaluate(arm.Value);
        return Value.Unknown;
    }

    private Value? Create(IObjectCreationOperation creation)
    {
        if (creation.Arguments is [{ Value: var only }] && creation.Type is { Name: "ColumnType" or "RawSql", ContainingNamespace.Name: "Lockstep" } type)
        {
            var sql = Text(only);
            return type.Name == "ColumnType" ? new SqlType(sql) : new SqlValue(sql);
        }

        return creation.Constructor is { } constructor ? Folding.Create(constructor, Values(creation.Arguments)) : null;
    }

    private Value? FoldProperty(IPropertyReferenceOperation property) =>
        property.Property.Name is "Length" or "Count" && property.Instance is { } instance
            ? Evaluate(instance) switch
            {
                Items items => new Constant(items.Elements.Count),
                Constant { Content: string text } => new Constant(text.Length),
                _ => Value.Unknown,
            }
            : null;

    private Value? FoldCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method is { Name: "Array", ContainingType.Name: "ColumnType" } && call.Instance is { } element)
        {
            return Evaluate(element) is SqlType of ? new SqlType(of.Sql.As(of.Sql.Content + "[]")) : Value.Unknown;
        }

        if (method is { Name: "Select", ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } } && call.Arguments is [var source, var function])
        {
            return Map(Evaluate(source.Value), function.Value);
        }

        if (!Folding.IsPure(method)) return null;
        var on = call.Instance is { } instance ? Evaluate(instance) : null;
        return Folding.Call(method, on, Values(call.Arguments));
    }

    private Value Map(Value source, IOperation function)
    {
        while (function is IConversionOperation conversion) function = conversion.Operand;
        if (function is IDelegateCreationOperation { Target: var target }) function = target;
        if (source is not Items items || function is not IAnonymousFunctionOperation { Symbol.Parameters: [var parameter] } lambda ||
            lambda.Body.Operations is not [IReturnOperation { ReturnedValue: { } result }])
        {
            return Value.Unknown;
        }

        var frame = _frames.Peek();
        return new Items([.. items.Elements.Select(item =>
        {
            frame.Bind(parameter, item);
            return Evaluate(result);
        })]);
    }

    /// <summary>What is known of arguments, in the order of their parameters.</summary>
    private Value[] Values(IEnumerable<IArgumentOperation> arguments) =>
        [.. arguments.OrderBy(argument => argument.Parameter?.Ordinal ?? 0).Select(argument => Evaluate(argument.Value))];
}
