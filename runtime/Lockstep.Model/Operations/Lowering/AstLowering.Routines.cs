using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Operations.Lowering;

/// <content>Routines, triggers, rules and policies.</content>
internal sealed partial class AstLowering
{
    private Operation? Routine(SqlStatement statement) => statement switch
    {
        CreateFunctionStatement create => Function(create),
        AlterFunctionStatement alter => new AlterRoutine(Object(alter.Object), new(alter.Options.Select(RoutineOption))),
        CreateTriggerStatement create => Trigger(create),
        CreateEventTriggerStatement create => new CreateEventTrigger(create.Name.Value, create.Event.Value, Name(create.Function))
        {
            Tags = new(create.Filters.SelectMany(filter => filter.Value?.Items ?? []).Select(item => item.Text)),
        },
        AlterEventTriggerStatement alter => new SetEventTriggerState(alter.Name.Value, alter.State switch
        {
            "disable" => FiringState.Disabled,
            "enable replica" => FiringState.Replica,
            "enable always" => FiringState.Always,
            _ => FiringState.Enabled,
        }),
        CreateRuleStatement create =>
            new CreateRule(create.Name.Value, Name(create.Relation), create.Event.ToUpperInvariant(), new(create.Actions.Select(Text)))
            {
                OrReplace = create.OrReplace,
                Instead = create.IsInstead,
                Where = TextOrNull(create.Where),
            },
        PolicyStatement { IsAlter: true } alter => new AlterPolicy(alter.Name.Value, Name(alter.Relation))
        {
            Roles = Roles(alter.Roles),
            Using = TextOrNull(alter.Using),
            WithCheck = TextOrNull(alter.Check),
        },
        PolicyStatement create => new CreatePolicy(create.Name.Value, Name(create.Relation))
        {
            Restrictive = !create.IsPermissive,
            Command = create.Command.ToUpperInvariant(),
            Roles = Roles(create.Roles),
            Using = TextOrNull(create.Using),
            WithCheck = TextOrNull(create.Check),
        },
        _ => null,
    };

    private CreateRoutine Function(CreateFunctionStatement create)
    {
        var code = create.Options.FirstOrDefault(option => option.Name == "as");
        return new(Name(create.Name), new([.. create.Parameters.Select(Parameter), .. create.ReturnsTable.Select(Parameter)]))
        {
            Procedure = create.IsProcedure,
            OrReplace = create.OrReplace,
            Returns = TextOrNull(create.Returns),
            Language = create.Options.FirstOrDefault(option => option.Name == "language")?.Value,
            Body = code?.Value,
            LinkSymbol = LinkSymbol(code),
            SqlBody = create.Body is null ? null : SqlBody(create),
            Options = new(create.Options.Where(option => option.Name is not ("as" or "language")).Select(RoutineOption)),
        };
    }

    private RoutineParameter Parameter(FunctionParameter parameter) => new(
        parameter.Mode switch
        {
            "out" => ParameterMode.Out,
            "inout" => ParameterMode.InOut,
            "variadic" => ParameterMode.Variadic,
            "table" => ParameterMode.Table,
            _ => ParameterMode.In,
        },
        parameter.Name?.Value,
        Text(parameter.Type),
        TextOrNull(parameter.Default));

    /// <summary>Options made of words alone are written in upper case, so that they compare.</summary>
    private string RoutineOption(FunctionOption option) =>
        option.Name is "volatility" or "strict" or "security" or "leakproof" or "window" ? Text(option).ToUpperInvariant() : Text(option);

    /// <summary>The second string of <c>AS 'file', 'symbol'</c>.</summary>
    private string? LinkSymbol(FunctionOption? code)
    {
        if (code?.Code is not { } first || first.End >= code.End) return null;
        var rest = Text(first.End, code.End);
        var quote = rest.IndexOf('\'');
        return quote < 0 ? null : rest.Substring(quote + 1, rest.Length - quote - 2).Replace("''", "'");
    }

    /// <summary><c>BEGIN ATOMIC … END</c> or <c>RETURN …</c>, which end the statement.</summary>
    private string? SqlBody(CreateFunctionStatement create)
    {
        var lexer = new SqlLexer(source, create.Name.End, create.End);
        var depth = 0;
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (token.Is(source, '(')) depth++;
            else if (token.Is(source, ')')) depth--;
            else if (depth == 0 && (token.Is(source, "return") || token.Is(source, "begin"))) return Text(token.Start, create.End);
        }

        return null;
    }

    private CreateTrigger Trigger(CreateTriggerStatement create)
    {
        var events = create.Events.Select(on => on == "update" && create.Columns.Count > 0
            ? "UPDATE OF " + string.Join(", ", create.Columns.Select(column => SqlIdentifier.Quote(column.Value)))
            : on.ToUpperInvariant());
        var timing = create.Timing switch
        {
            "before" => TriggerTiming.Before,
            "after" => TriggerTiming.After,
            _ => TriggerTiming.InsteadOf,
        };
        return new(create.Name.Value, Name(create.Relation), timing, new(events), Name(create.Function))
        {
            OrReplace = create.OrReplace,
            Constraint = create.IsConstraint,
            From = create.ConstraintRelation is { } from ? Name(from) : null,
            Deferrable = create.Attributes?.IsDeferrable ?? create.Attributes?.InitiallyDeferred ?? false,
            InitiallyDeferred = create.Attributes?.InitiallyDeferred ?? false,
            OldTable = create.Transitions.FirstOrDefault(transition => !transition.IsNew)?.Name.Value,
            NewTable = create.Transitions.FirstOrDefault(transition => transition.IsNew)?.Name.Value,
            ForEachRow = create.IsForEachRow,
            When = TextOrNull(create.When),
            Arguments = new(create.Arguments),
        };
    }
}
