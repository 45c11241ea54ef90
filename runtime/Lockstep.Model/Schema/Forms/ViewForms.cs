using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Queries of views as the catalog holds them.</summary>
internal static class ViewForms
{
    /// <summary>A recursive view is a query over a table of its own name.</summary>
    /// <param name="view">The name without its schema.</param>
    /// <param name="columns">The names that its columns were given.</param>
    /// <param name="query">The query that was written.</param>
    public static string Recursive(string view, EquatableArray<string> columns, string query)
    {
        var (name, names) = (SqlIdentifier.Quote(view), string.Join(", ", columns.Select(SqlIdentifier.Quote)));
        return $"WITH RECURSIVE {name} ({names}) AS ({query}) SELECT {names} FROM {name}";
    }
}
