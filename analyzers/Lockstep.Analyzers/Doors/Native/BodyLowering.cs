using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>
/// Reads a method's body in the order in which it runs and notes what its verbs do. Both arms of an <c>if</c> count, a loop's body counts
/// once, and helper methods whose code is at hand are read where they are called.
/// </summary>
internal sealed class BodyLowering
{
    private const int MaxDepth = 8;

    private readonly KnownTypes _types;
    private readonly MigrationBodies _bodies;
    private readonly SourceMap _sources;
    private readonly OperationList _operations;
    private readonly BuilderVerbs _verbs;
    private readonly CancellationToken _cancellationToken;
    private readonly Stack<Frame> _frames = new();

    /// <summary>Gets ready to read methods of one class.</summary>
    public BodyLowering(KnownTypes types, MigrationBodies bodies, SourceMap sources, CancellationToken cancellationToken)
    {
        _types = types;
        _bodies = bodies;
        _sources = sources;
        _operations = new(sources);
        _verbs = new(_operations);
        _cancellationToken = cancellationToken;
    }

    /// <summary>What the method does.</summary>
    public IReadOnlyList<Operation> Lower(IMethodSymbol method)
    {
        if (_bodies.Of(method) is { } body)
        {
            _frames.Push(new(method, body, !_bodies.IsOwn(method), elsewhere: null));
            Evaluate(body);
            _frames.Pop();
        }

        return [.. _operations.Finish()];
    }

    private Value Evaluate(IOperation operation)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true } constant) return new Constant(constant.Value);
        switch (operation)
        {
            case IInvocationOperation call:
                return Call(call);
            case IPropertyReferenceOperation property:
                return Property(property);
            case ILocalReferenceOperation local:
                return _frames.Peek().Get(local.Local);
            case IParameterReferenceOperation parameter:
                return _frames.Peek().Get(parameter.Parameter);
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IVariableDeclaratorOperation { Initializer: { } initializer } declarator:
                return _frames.Peek().Declare(declarator.Symbol, Evaluate(initializer.Value));
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                return _frames.Peek().Declare(target.Local, Evaluate(assignment.Value));
            case IReturnOperation { ReturnedValue: { } returned }:
                return _frames.Peek().Returned = Evaluate(returned);
            case IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
                return Text(operation);
            case IObjectCreationOperation { Type.Name: "ColumnType", Arguments.Length: 1 } creation
                when Evaluate(creation.Arguments[0].Value) is Constant { Content: string sql }:
                return new SqlType(new(sql, IsKnown: true));
            case ILocalFunctionOperation:
                // Read where it is called.
                return Value.Unknown;
            default:
                foreach (var child in operation.ChildOperations) Evaluate(child);
                return Value.Unknown;
        }
    }

    private Value Property(IPropertyReferenceOperation property)
    {
        if (_types.IsBaseClass(property.Property.ContainingType))
        {
            if (_types.IsAuthoring(property.Type)) return new Verb(property.Property.Type.Name);
            if (TypeVerbs.Of(property) is { } type) return type;
        }

        foreach (var child in property.ChildOperations) Evaluate(child);
        return Value.Unknown;
    }

    private Value Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var arguments = new CallArguments(call, Evaluate);
        if (_types.IsAuthoring(method.ContainingType)) return BuilderCall(call, arguments);
        if (_types.IsBaseClass(method.ContainingType) && TypeVerbs.Of(call, arguments) is { } type) return type;
        if (method is { Name: "Array", ContainingType.Name: "ColumnType" } && call.Instance is { } element && Evaluate(element) is SqlType of)
        {
            return new SqlType(of.Sql.As(of.Sql.Content + "[]"));
        }

        if (call.Instance is { } instance) Evaluate(instance);
        var values = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        foreach (var argument in call.Arguments)
        {
            var value = Evaluate(argument.Value);
            if (argument.Parameter is { } parameter) values[parameter.OriginalDefinition] = value;
        }

        return MayNote(method) ? Inline(call, values) : Value.Unknown;
    }

    private Value BuilderCall(IInvocationOperation call, CallArguments arguments)
    {
        var on = call.Instance is { } instance ? Evaluate(instance) : Value.Unknown;
        var frame = _frames.Peek();
        var whole = frame.PlaceOf(call.Syntax.SyntaxTree, call.Syntax.Span);
        if (on is Verb { Name: "Execute" } && call.TargetMethod.Name == "Sql" && arguments["sql"] is { } sql)
        {
            ExecuteSql(sql, frame);
            return Value.Unknown;
        }

        // A builder of which nothing is known, from a field say, still tells by its type what it is for.
        if (on == Value.Unknown && call.TargetMethod.ContainingType.Name == "AlterTableBuilder")
        {
            on = new AlteredTable(new(new(null, CallArguments.Source(call.Instance)), IsKnown: false));
        }

        return _verbs.Call(on, call, arguments, whole, frame.PlaceOf(call.Syntax.SyntaxTree, OwnSpan(call)));
    }

    private void ExecuteSql(IOperation argument, Frame frame)
    {
        while (argument is IConversionOperation { IsImplicit: true } conversion) argument = conversion.Operand;
        var value = Evaluate(argument);
        if (value is Constant { Content: string sql })
        {
            foreach (var statement in SqlArgument.Read(sql, argument.Syntax, frame.CallSite, frame.IsElsewhere, _sources))
            {
                _operations.Add(statement);
            }
        }
        else if (value is not Constant)
        {
            _operations.Add(new UnknownSql { Incomplete = true }, frame.PlaceOf(argument.Syntax.SyntaxTree, argument.Syntax.Span));
        }
    }

    /// <summary>Text put together from parts that are known, though they are no constants to the compiler: a helper's parameters, say.</summary>
    private Value Text(IOperation operation)
    {
        var parts = operation switch
        {
            IInterpolatedStringOperation interpolated => interpolated.Parts.Select(part => part switch
            {
                IInterpolatedStringTextOperation text => Evaluate(text.Text),
                IInterpolationOperation { FormatString: null, Alignment: null } hole => Evaluate(hole.Expression),
                _ => Value.Unknown,
            }).ToList(),
            IBinaryOperation sum => [Evaluate(sum.LeftOperand), Evaluate(sum.RightOperand)],
            _ => [],
        };
        return parts.TrueForAll(part => part is Constant { Content: string })
            ? new Constant(string.Concat(parts.Select(part => (string)((Constant)part).Content!)))
            : Value.Unknown;
    }

    /// <summary>Only the migration's own methods, and those that are handed a migration or a builder, can note something.</summary>
    private bool MayNote(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction ||
        (!method.IsStatic && _bodies.IsInHierarchy(method.ContainingType)) ||
        (method.ReducedFrom ?? method).Parameters.Any(parameter => _types.IsAuthoring(parameter.Type) || IsMigrationType(parameter.Type));

    private bool IsMigrationType(ITypeSymbol type) => type is INamedTypeSymbol named && (_types.IsBaseClass(named) || _types.IsMigration(named));

    private Value Inline(IInvocationOperation call, Dictionary<ISymbol, Value> values)
    {
        var method = _bodies.Implementation(call.TargetMethod);
        var caller = _frames.Peek();
        if (_frames.Count >= MaxDepth || _frames.Any(frame => SymbolEqualityComparer.Default.Equals(frame.Method, method)) ||
            _bodies.Of(method) is not { } body)
        {
            return Value.Unknown;
        }

        var frame = new Frame(method, body, !_bodies.IsOwn(method), caller.PlaceOf(call.Syntax.SyntaxTree, call.Syntax.Span));
        foreach (var value in values)
        {
            var parameter = ((IParameterSymbol)value.Key).Ordinal;
            if (parameter < method.Parameters.Length) frame.Declare(method.Parameters[parameter], value.Value);
        }

        if (method.MethodKind == MethodKind.LocalFunction) frame.Inherit(caller);
        _frames.Push(frame);
        Evaluate(body);
        _frames.Pop();
        return frame.Returned;
    }

    /// <summary>From the call's name on: of <c>Alter.Table("t").DropColumn("c")</c>, <c>DropColumn("c")</c>.</summary>
    private static TextSpan OwnSpan(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            ? TextSpan.FromBounds(access.Name.SpanStart, call.Syntax.Span.End)
            : call.Syntax.Span;
}
