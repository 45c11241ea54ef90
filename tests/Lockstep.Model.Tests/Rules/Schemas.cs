using System.Collections.Concurrent;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>The schemas that scripts meet: a few, which hundreds of cases share.</summary>
internal static class Schemas
{
    private static readonly ConcurrentDictionary<string, DatabaseSchema> s_known = new(StringComparer.Ordinal);

    /// <summary>The schema after some statements, which can all be replayed.</summary>
    public static DatabaseSchema After(string statements) => s_known.GetOrAdd(statements, static sql =>
    {
        var replay = DatabaseSchema.Empty.Apply(SqlReader.Read(sql));
        Assert.Empty(replay.Problems.Where(problem => !problem.IsNote).Select(problem => problem.Message));
        return replay.Schema;
    });
}
