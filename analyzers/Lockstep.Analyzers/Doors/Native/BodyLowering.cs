using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>
/// Reads a method's body in the order in which it runs and notes what its verbs do. Of an <c>if</c> whose condition is known the arm that
/// runs counts, of another both; a loop over constants is run, of another the body counts once; and helper methods whose code is at hand
/// are read where they are called.
/// </summary>
internal sealed partial class BodyLowering
{
    private const int MaxDepth = 8;

    private readonly KnownTypes _types;
    private readonly MigrationBodies _bodies;
    private readonly SourceMap _sources;
    private readonly OperationList _operations;
    private readonly CancellationToken _cancellationToken;
    private readonly Stack<Frame> _frames = new();

    /// <summary>Gets ready to read methods of one class.</summary>
    public BodyLowering(KnownTypes types, MigrationBodies bodies, SourceMap sources, CancellationToken cancellationToken)
    {
        _types = types;
        _bodies = bodies;
        _sources = sources;
        _operations = new(sources, Evaluate);
        _cancellationToken = cancellationToken;
    }

    /// <summary>The verbs that are used wrongly in what was read.</summary>
    public IReadOnlyList<Misuse> Misuses => _operations.Misuses;

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
            case IExpressionStatementOperation { Operation: IInvocationOperation call } when _types.IsAuthoring(call.TargetMethod.ContainingType):
                return Statement(call);
            case IVariableDeclaratorOperation { Initializer: { } initializer } declarator:
                return _frames.Peek().Declare(declarator.Symbol, Evaluate(initializer.Value));
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                return _frames.Peek().Declare(target.Local, Evaluate(assignment.Value));
            case IReturnOperation returned:
                _frames.Peek().Return(returned.ReturnedValue is { } result ? Evaluate(result) : Value.Unknown);
                return Value.Unknown;
            case IBlockOperation block:
                return Block(block);
            case IConditionalOperation conditional:
                return Conditional(conditional);
            case IForEachLoopOperation loop when Run(loop):
            case IForLoopOperation counting when Run(counting):
                return Value.Unknown;
            case ILocalFunctionOperation:
                // Read where it is called.
                return Value.Unknown;
            case ILoopOperation or ISwitchOperation or ICatchClauseOperation or IAnonymousFunctionOperation:
                _frames.Peek().InBranch(() => EvaluateChildren(operation));
                return Value.Unknown;
        }

        if (Fold(operation) is { } folded) return folded;
        EvaluateChildren(operation);
        return Value.Unknown;
    }

    private void EvaluateChildren(IOperation operation)
    {
        foreach (var child in operation.ChildOperations) Evaluate(child);
    }

    private Value Block(IBlockOperation block)
    {
        foreach (var statement in block.Operations)
        {
            if (_frames.Peek().HasReturned) break;
            Evaluate(statement);
        }

        return Value.Unknown;
    }

    /// <summary>A chain of verbs whose builder goes nowhere: what it left half said stays so.</summary>
    private Value Statement(IInvocationOperation call)
    {
        var before = _operations.Unfinished;
        var value = Evaluate(call);
        _operations.Refuse(before);
        return value;
    }

    private Value Conditional(IConditionalOperation conditional)
    {
        if (Evaluate(conditional.Condition) is Constant { Content: bool isTrue })
        {
            var arm = isTrue ? conditional.WhenTrue : conditional.WhenFalse;
            return arm is null ? Value.Unknown : Evaluate(arm);
        }

        var (first, second) = (Value.Unknown, Value.Unknown);
        _frames.Peek().InBranch(() =>
        {
            first = Evaluate(conditional.WhenTrue);
            if (conditional.WhenFalse is { } otherwise) second = Evaluate(otherwise);
        });
        return first is Constant && first == second ? first : Value.Unknown;
    }

    private Value Property(IPropertyReferenceOperation property)
    {
        if (_types.IsBaseClass(property.Property.ContainingType))
        {
            if (_types.IsAuthoring(property.Type)) return _operations.Start(property.Property.Type.Name);
            if (TypeVerbs.Of(property) is { } type) return type;
        }

        if (FoldProperty(property) is { } folded) return folded;
        foreach (var child in property.ChildOperations) Evaluate(child);
        return Value.Unknown;
    }

    private Value Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (_types.IsAuthoring(method.ContainingType)) return BuilderCall(call);
        if (_types.IsBaseClass(method.ContainingType))
        {
            if (method.Name == "NewStep") _operations.NewStep();
            else if (method.Name == "Sql") return new SqlValue(Text(call.Arguments[0].Value));
            else if (TypeVerbs.Of(call, Evaluate) is { } type) return type;
        }

        if (FoldCall(call) is { } folded) return folded;
        if (call.Instance is { } instance) Evaluate(instance);
        var values = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        foreach (var argument in call.Arguments)
        {
            var value = Evaluate(argument.Value);
            if (argument.Parameter is { } parameter) values[parameter.OriginalDefinition] = value;
        }

        return MayNote(method) ? Inline(call, values) : Value.Unknown;
    }

    private Value BuilderCall(IInvocationOperation call)
    {
        var on = call.Instance is { } instance ? Evaluate(instance) : Value.Unknown;
        var frame = _frames.Peek();
        if (on is Builder { Instance: Authoring.Execute } && call is { TargetMethod.Name: "Sql", Arguments: [{ Value: var sql }, ..] })
        {
            ExecuteSql(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "sql")?.Value ?? sql, frame);
            return Value.Unknown;
        }

        // A builder of which nothing is known, from a field say, still tells by its type what it is for.
        if (on is not Builder)
        {
            var name = call.TargetMethod.ContainingType.Name;
            on = name == nameof(Authoring.AlterTableBuilder) ? _operations.UnknownTable(Unknowns.Source(call.Instance)) : _operations.Start(name);
        }

        if (on is Builder builder)
        {
            var whole = frame.PlaceOf(call.Syntax.SyntaxTree, call.Syntax.Span);
            return _operations.Call(builder, call, whole, frame.PlaceOf(call.Syntax.SyntaxTree, OwnSpan(call)));
        }

        foreach (var argument in call.Arguments) Evaluate(argument.Value);
        return Value.Unknown;
    }

    private void ExecuteSql(IOperation argument, Frame frame)
    {
        while (argument is IConversionOperation { IsImplicit: true } conversion) argument = conversion.Operand;
        var parts = argument is IInterpolatedStringOperation interpolated ? PartsOf(interpolated) : null;
        var value = parts is null ? Evaluate(argument) : parts.Holes.Count == 0 ? new Constant(parts.Text) : Value.Unknown;
        if (value is Constant { Content: string sql })
        {
            foreach (var statement in SqlArgument.Read(sql, argument.Syntax, frame.CallSite, frame.IsElsewhere, _sources))
            {
                _operations.Add(statement);
            }
        }
        else if (value is not Constant)
        {
            var place = frame.PlaceOf(argument.Syntax.SyntaxTree, argument.Syntax.Span);
            _operations.Add(new UnknownSql { Incomplete = true }, place);
            foreach (var operation in parts is null ? [] : PartlyKnownSql.Read(parts)) _operations.Add(operation, place);
        }
    }

    /// <summary>Only the migration's own methods, and those that are handed a migration or a builder, can note something.</summary>
    private bool MayNote(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction ||
        _bodies.IsInHierarchy(method.ContainingType) ||
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
