using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>A new function or procedure.</summary>
public sealed class CreateRoutineBuilder : OperationOptions<CreateRoutineBuilder, CreateRoutine>
{
    private readonly Action _said;

    internal CreateRoutineBuilder(OperationRecorder recorder, CreateRoutine routine)
        : base(recorder, routine) =>
        _said = recorder.Expect(
            $"Create.{(routine.Procedure ? "Procedure" : "Function")}(\"{routine.Routine}\") has no code: add .Body(code) or .SqlBody(code).", routine.Origin);

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="defaultSql">Its default as an SQL expression; null for none.</param>
    public CreateRoutineBuilder Parameter(string name, ColumnType type, string? defaultSql = null) =>
        Parameter(ParameterMode.In, name, type, defaultSql);

    /// <summary>Adds a parameter that is given back.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    public CreateRoutineBuilder OutParameter(string name, ColumnType type) => Parameter(ParameterMode.Out, name, type, null);

    /// <summary>Adds a parameter that is taken and given back.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    public CreateRoutineBuilder InOutParameter(string name, ColumnType type) => Parameter(ParameterMode.InOut, name, type, null);

    /// <summary>Adds a last parameter that takes any number of values.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type, an array.</param>
    public CreateRoutineBuilder VariadicParameter(string name, ColumnType type) => Parameter(ParameterMode.Variadic, name, type, null);

    /// <summary>A function's result.</summary>
    /// <param name="type">Its type; <c>Custom("void")</c> for none.</param>
    public CreateRoutineBuilder Returns(ColumnType type) => With(routine => routine with { Returns = type.Sql });

    /// <summary>A function gives any number of results.</summary>
    /// <param name="type">Their type.</param>
    public CreateRoutineBuilder ReturnsSetOf(ColumnType type) => With(routine => routine with { Returns = "SETOF " + type.Sql });

    /// <summary>A function is for triggers.</summary>
    public CreateRoutineBuilder ReturnsTrigger() => With(routine => routine with { Returns = "trigger" });

    /// <summary>A function gives rows; say a column of theirs, and again for the next.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="type">Its type.</param>
    public CreateRoutineBuilder ReturnsTable(string column, ColumnType type) => Parameter(ParameterMode.Table, column, type, null);

    /// <summary>It takes the place of one of that name and parameters.</summary>
    public CreateRoutineBuilder OrReplace() => With(routine => routine with { OrReplace = true });

    /// <summary>The language of the code.</summary>
    /// <param name="name"><c>sql</c>, <c>plpgsql</c>, or another that is installed.</param>
    public CreateRoutineBuilder Language(string name) => With(routine => routine with { Language = name });

    /// <summary>Its result depends on its parameters alone.</summary>
    public CreateRoutineBuilder Immutable() => Option("IMMUTABLE");

    /// <summary>It changes nothing, and gives the same throughout a statement.</summary>
    public CreateRoutineBuilder Stable() => Option("STABLE");

    /// <summary>It may do anything, as unless told otherwise.</summary>
    public CreateRoutineBuilder Volatile() => Option("VOLATILE");

    /// <summary>Its result is null if a parameter is; it is not called then.</summary>
    public CreateRoutineBuilder Strict() => Option("STRICT");

    /// <summary>It runs with its owner's rights. Say <c>Set("search_path", …)</c> too, or who calls it can put functions in its way.</summary>
    public CreateRoutineBuilder SecurityDefiner() => Option("SECURITY DEFINER");

    /// <summary>It tells nothing of its parameters but its result. For superusers.</summary>
    public CreateRoutineBuilder Leakproof() => Option("LEAKPROOF");

    /// <summary>Whether parallel queries may call it.</summary>
    /// <param name="safety"><c>SAFE</c>, <c>RESTRICTED</c> or <c>UNSAFE</c>.</param>
    public CreateRoutineBuilder Parallel(string safety) => Option("PARALLEL " + safety);

    /// <summary>What a call costs, for the planner.</summary>
    /// <param name="cost">In units of <c>cpu_operator_cost</c>.</param>
    public CreateRoutineBuilder Cost(int cost) => Option("COST " + cost.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>How many rows it gives, for the planner.</summary>
    /// <param name="rows">The number.</param>
    public CreateRoutineBuilder Rows(int rows) => Option("ROWS " + rows.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A setting that holds while it runs.</summary>
    /// <param name="setting">Such as <c>search_path</c>.</param>
    /// <param name="value">Its value as SQL: <c>pg_catalog, pg_temp</c>, <c>''</c>.</param>
    public CreateRoutineBuilder Set(string setting, string value) => Option("SET " + setting + " TO " + value);

    /// <summary>
    /// Its code, as text: PostgreSQL reads it when it is called. A raw string literal keeps it readable; code of several lines begins and ends
    /// on lines of its own, so that it is as readable in the database.
    /// </summary>
    /// <param name="code">The code; no quoting is needed.</param>
    public CreateRoutineBuilder Body(string code)
    {
        _said();
        var hasLines = code.IndexOf('\n') >= 0;
        return With(routine => routine with
        {
            Body = (hasLines && code[0] is not ('\n' or '\r') ? "\n" : string.Empty) + code + (hasLines && code[code.Length - 1] != '\n' ? "\n" : string.Empty),
        });
    }

    /// <summary>Its code as SQL that PostgreSQL reads now and keeps, with what it depends on.</summary>
    /// <param name="code"><c>RETURN …</c> or <c>BEGIN ATOMIC … END</c>.</param>
    public CreateRoutineBuilder SqlBody(string code)
    {
        _said();
        return With(routine => routine with { SqlBody = code });
    }

    private CreateRoutineBuilder Parameter(ParameterMode mode, string name, ColumnType type, string? defaultSql) =>
        With(routine => routine with { Parameters = routine.Parameters.With(new(mode, name, type.Sql, defaultSql)) });

    private CreateRoutineBuilder Option(string sql) => With(routine => routine with { Options = routine.Options.With(sql) });
}
