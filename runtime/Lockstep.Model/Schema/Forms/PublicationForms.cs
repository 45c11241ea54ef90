using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Publications as they compare.</summary>
internal static class PublicationForms
{
    public static string Of(CreatePublication publication, EquatableArray<Operation> changes, DatabaseSchema schema)
    {
        var (objects, options) = Fold(publication, changes);
        var published = objects.Select(item => Name(item, schema)).OrderBy(name => name, StringComparer.Ordinal);
        string Option(string name, string whenSilent) => options.LastOrDefault(option => option.Name == name)?.Value?.Trim('\'').ToLowerInvariant() ?? whenSilent;
        var actions = Option("publish", "insert,update,delete,truncate").Split(',').Select(action => action.Trim()).OrderBy(action => action, StringComparer.Ordinal);
        return (publication.AllTables ? "all" : string.Join(",", published)) + " " + string.Join(",", actions) + " " + Truth(Option("publish_via_partition_root", "false")) + " " + Option("publish_generated_columns", "none");
    }

    /// <summary>What is published after all changes, and how.</summary>
    public static (List<PublishedObject> Objects, List<OptionSetting> Options) Fold(CreatePublication publication, IEnumerable<Operation> changes)
    {
        var objects = publication.Objects.ToList();
        var options = publication.Options.ToList();
        foreach (var change in changes.OfType<AlterPublication>())
        {
            switch (change.Change)
            {
                case PublicationChange.Add:
                    objects.AddRange(change.Objects);
                    break;
                case PublicationChange.Set:
                    objects = [.. change.Objects];
                    break;
                case PublicationChange.Drop:
                    objects.RemoveAll(item => change.Objects.Any(gone => gone.Schema == item.Schema && (item.Table is not { } table || gone.Table?.Matches(table) == true)));
                    break;
                default:
                    options.AddRange(change.Options);
                    break;
            }
        }

        return (objects, options);
    }

    private static string Name(PublishedObject item, DatabaseSchema schema) => item.Table is { } table
        ? (schema.Find(table)?.Name.ToQualifiedName() ?? table).ToSql() + "(" + string.Join(",", item.Columns.OrderBy(column => column, StringComparer.Ordinal)) + ")" + item.Where
        : "schema " + (item.Schema == "CURRENT_SCHEMA" ? SqlIdentifier.Quote(schema.SearchPath[0]) : item.Schema);

    private static string Truth(string value) => value is "true" or "on" or "1" or "t" or "yes" ? "true" : "false";
}
