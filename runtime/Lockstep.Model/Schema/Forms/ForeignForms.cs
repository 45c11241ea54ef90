using Lockstep.Model.Operations;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Servers, their wrappers and user mappings as they compare.</summary>
internal static class ForeignForms
{
    public static string Of(OtherObject other, DatabaseSchema schema)
    {
        var (head, options) = Fold(other, schema);
        return head + " " + string.Join(",", options.Where(option => option.Value.Length > 0).Select(option => option.Key + "=" + option.Value));
    }

    /// <summary>What the object is, and its options, after all changes.</summary>
    public static (string Head, SortedDictionary<string, string> Options) Fold(OtherObject other, DatabaseSchema schema)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var version = string.Empty;
        var head = string.Empty;
        foreach (var operation in other.Changes.Prepend(other.Definition))
        {
            if (SqlParser.Parse(SqlWriter.Write(operation)).Pieces is not [{ Statement: var statement }]) continue;
            switch (statement)
            {
                case CreateServerStatement server:
                    head = server.Wrapper.Value + " " + server.Type;
                    version = server.Version ?? string.Empty;
                    Change(options, server.Options);
                    break;
                case AlterServerStatement server:
                    if (server.HasVersion) version = server.Version ?? string.Empty;
                    Change(options, server.Options);
                    break;
                case ForeignDataWrapperStatement wrapper:
                    foreach (var function in wrapper.Functions) options["function " + function.Name.Value] = function.Value is { } name ? RoutineForms.Resolve(schema, Sql.QualifiedName.Parse(name.Text)).ToSql() : string.Empty;
                    Change(options, wrapper.Options);
                    break;
                case UserMappingStatement mapping:
                    Change(options, mapping.Options);
                    break;
            }
        }

        return (head + " " + version, options);
    }

    /// <summary>The wrapper that a server uses; null if that can't be read.</summary>
    public static string? WrapperOf(OtherObject server) =>
        SqlParser.Parse(SqlWriter.Write(server.Definition)).Pieces is [{ Statement: CreateServerStatement create }] ? create.Wrapper.Value : null;

    /// <summary>Adds, changes and drops options.</summary>
    public static void Change(IDictionary<string, string> options, IEnumerable<SqlOption> changes)
    {
        foreach (var change in changes)
        {
            if (change.Action == OptionAction.Drop) options.Remove(change.Name.Value);
            else options[change.Name.Value] = change.Value?.Text ?? string.Empty;
        }
    }
}
