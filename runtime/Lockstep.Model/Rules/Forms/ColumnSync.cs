using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>A trigger that keeps two columns of a table alike.</summary>
/// <param name="table">The table, as the statement names it.</param>
/// <param name="name">The name of the trigger and its function.</param>
internal sealed class ColumnSync(QualifiedName table, string name)
{
    /// <summary>Drops trigger and function.</summary>
    public IEnumerable<Operation> Drop() =>
        [new DropObject(new(ObjectKind.Trigger, new(null, name)) { Of = table }), new DropObject(new(ObjectKind.Function, FunctionName) { Signature = "()" })];

    /// <summary>Creates function and trigger.</summary>
    /// <param name="body">What the function does.</param>
    public IEnumerable<Operation> Create(string body) =>
        [Make(body), new CreateTrigger(name, table, TriggerTiming.Before, EquatableArray.Of("INSERT", "UPDATE"), FunctionName) { ForEachRow = true }];

    /// <summary>The trigger does something else from now on.</summary>
    /// <param name="body">What the function does.</param>
    public Operation Change(string body) => Make(body) with { OrReplace = true };

    /// <summary>The leader is the only one that anybody writes.</summary>
    /// <param name="leader">The column that the other follows.</param>
    /// <param name="follower">The other.</param>
    /// <param name="cast">What makes a value of the one a value of the other, behind it.</param>
    public static string Follow(string leader, string follower, string cast) => $"\nBEGIN\n  {New(follower)} := {New(leader)}{cast};\n  RETURN NEW;\nEND;\n";

    /// <summary>
    /// Who writes the follower writes both. Until a row was filled only the leader has its value, so nothing but a change of the follower counts against it.
    /// </summary>
    /// <param name="leader">The column that the other follows.</param>
    /// <param name="follower">The other.</param>
    public static string BothWays(string leader, string follower) =>
        $"\nBEGIN\n  IF (TG_OP = 'INSERT' AND {New(follower)} IS NOT NULL) OR (TG_OP = 'UPDATE' AND {New(follower)} IS DISTINCT FROM OLD.{SqlIdentifier.Quote(follower)}) THEN\n" +
        $"    {New(leader)} := {New(follower)};\n  ELSE\n    {New(follower)} := {New(leader)};\n  END IF;\n  RETURN NEW;\nEND;\n";

    private static string New(string column) => "NEW." + SqlIdentifier.Quote(column);

    private QualifiedName FunctionName => new(table.Schema, name);

    private CreateRoutine Make(string body) => new(FunctionName, default) { Returns = "trigger", Language = "plpgsql", Body = body };
}
