using Lockstep.Model.Operations;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Servers, their wrappers and user mappings as they compare.</summary>
internal static class ForeignForms
{
    public static string Of(DefineObject define, EquatableArray<Operation> changes, DatabaseSchema schema)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var version = string.Empty;
        var head = string.Empty;
        foreach (var operation in changes.Prepend(define))
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

        return head + " " + version + " " + string.Join(",", options.Where(option => option.Value.Length > 0).Select(option => option.Key + "=" + option.Value));
    }

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
