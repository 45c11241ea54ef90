using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>What stands in the code of a function or procedure. It is read once for each definition, however often it is called, and forgotten together with it.</summary>
internal sealed class RoutineCode
{
    private static readonly ConditionalWeakTable<CreateRoutine, RoutineCode> s_read = new();

    private readonly string _name;
    private readonly HashSet<string> _parameters;

    private RoutineCode(CreateRoutine routine)
    {
        _name = routine.Routine.Name;
        _parameters = [.. routine.Parameters.Where(parameter => parameter.Mode is not (ParameterMode.Out or ParameterMode.Table)).Select(parameter => parameter.Name).OfType<string>()];
        var sql = SqlWriter.Write(routine with { OrReplace = false });
        if (SqlParser.Parse(sql).Statements.FirstOrDefault() is not { } statement) return;
        Operations = ProceduralCode.Find(sql, statement);
        Calls = [.. BlockCode.Calls(statement, sql).SelectMany(RoutineCall.In)];
        Loops = BlockCode.Loops(statement);
    }

    /// <summary>The operations that it performs, in order.</summary>
    public EquatableArray<Operation> Operations { get; }

    /// <summary>What its queries call, in order.</summary>
    public IReadOnlyList<RoutineCall> Calls { get; } = [];

    /// <summary>Whether something in it may be done many times.</summary>
    public bool Loops { get; }

    /// <summary>The code of a definition. Several threads may ask at once.</summary>
    public static RoutineCode Of(CreateRoutine routine) => s_read.GetValue(routine, static definition => new(definition));

    /// <summary>Whether the name is that of a parameter which the caller gives a value: <c>user_id</c>, <c>rename_user.user_id</c>.</summary>
    public bool HasParameter(SqlNamePath name) => _parameters.Contains(name.Name) && (name.Qualifier is null || name.Qualifier == _name);
}
