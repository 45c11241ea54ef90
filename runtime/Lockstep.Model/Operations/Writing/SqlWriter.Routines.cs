using System.Globalization;

namespace Lockstep.Model.Operations;

/// <content>Routines and triggers.</content>
public static partial class SqlWriter
{
    private static string? WriteRoutine(Operation operation) => operation switch
    {
        CreateRoutine create => Write(create),
        AlterRoutine alter => "ALTER " + Write(alter.Routine) + " " + string.Join(" ", alter.Options),
        _ => null,
    };

    private static string? WriteTrigger(Operation operation) => operation switch
    {
        CreateTrigger create => Write(create),
        CreateEventTrigger create =>
            "CREATE EVENT TRIGGER " + Quote(create.Name) + " ON " + Quote(create.Event) +
            If(!create.Tags.IsEmpty, " WHEN tag IN (" + List(create.Tags.Select(Literal)) + ")") + " EXECUTE FUNCTION " + create.Function.ToSql() + "()",
        SetEventTriggerState set => "ALTER EVENT TRIGGER " + Quote(set.Name) + " " + Word(set.State),
        _ => null,
    };

    private static string Write(CreateRoutine create)
    {
        var inputs = create.Parameters.Where(parameter => parameter.Mode != ParameterMode.Table).Select(Write);
        var columns = create.Parameters.Where(parameter => parameter.Mode == ParameterMode.Table).Select(Write).ToList();
        var parts = new List<string>
        {
            "CREATE " + If(create.OrReplace, "OR REPLACE ") + (create.Procedure ? "PROCEDURE " : "FUNCTION ") + create.Routine.ToSql() +
            "(" + List(inputs) + ")",
        };
        if (columns.Count > 0) parts.Add("RETURNS TABLE (" + List(columns) + ")");
        else if (create.Returns is { } returns) parts.Add("RETURNS " + returns);
        if (create.Language is { } language) parts.Add("LANGUAGE " + Quote(language));
        parts.AddRange(create.Options);
        if (create.Body is { } body)
        {
            parts.Add(create.LinkSymbol is { } symbol ? "AS " + Literal(body) + ", " + Literal(symbol) : "AS " + DollarQuote(body));
        }

        if (create.SqlBody is { } sql) parts.Add(sql);
        return string.Join("\n", parts);
    }

    private static string Write(RoutineParameter parameter) =>
        parameter.Mode switch
        {
            ParameterMode.Out => "OUT ",
            ParameterMode.InOut => "INOUT ",
            ParameterMode.Variadic => "VARIADIC ",
            _ => string.Empty,
        } + If(parameter.Name is not null, Quote(parameter.Name ?? string.Empty) + " ") + parameter.Type + If(parameter.Default, " DEFAULT ");

    /// <summary>Quotes code so that it stays as it is, with the shortest tag that it does not hold.</summary>
    private static string DollarQuote(string code)
    {
        var tag = "$$";
        for (var number = 0; code.IndexOf(tag.Substring(0, tag.Length - 1), StringComparison.Ordinal) >= 0; number++)
        {
            tag = "$code" + (number == 0 ? string.Empty : number.ToString(CultureInfo.InvariantCulture)) + "$";
        }

        return tag + code + tag;
    }

    private static string Write(CreateTrigger create)
    {
        var timing = create.Timing switch
        {
            TriggerTiming.Before => "BEFORE ",
            TriggerTiming.After => "AFTER ",
            _ => "INSTEAD OF ",
        };
        return "CREATE " + If(create.OrReplace, "OR REPLACE ") + If(create.Constraint, "CONSTRAINT ") + "TRIGGER " + Quote(create.Name) + " " + timing +
            string.Join(" OR ", create.Events) + " ON " + create.Table.ToSql() + (create.From is { } from ? " FROM " + from.ToSql() : string.Empty) +
            If(create.Deferrable, " DEFERRABLE") + If(create.InitiallyDeferred, " INITIALLY DEFERRED") +
            If(create.OldTable is not null || create.NewTable is not null, " REFERENCING") +
            IfName(create.OldTable, " OLD TABLE AS ") + IfName(create.NewTable, " NEW TABLE AS ") +
            (create.ForEachRow ? " FOR EACH ROW" : " FOR EACH STATEMENT") + If(create.When is not null, " WHEN (" + create.When + ")") +
            " EXECUTE FUNCTION " + create.Function.ToSql() + "(" + List(create.Arguments.Select(Literal)) + ")";
    }
}
