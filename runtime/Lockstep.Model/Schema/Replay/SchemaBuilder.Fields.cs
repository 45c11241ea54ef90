using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Values of enums, and attributes of composite types with the tables that take their shape from them.</content>
internal sealed partial class SchemaBuilder
{
    private bool Rename(RenameEnumValue rename)
    {
        if (FindType(rename.Type) is not EnumType type) return Fail($"type \"{rename.Type}\" does not exist");
        if (!type.Labels.Contains(rename.Value)) return Fail($"\"{rename.Value}\" is not an existing enum label");
        if (type.Labels.Contains(rename.NewValue)) return Fail($"enum label \"{rename.NewValue}\" already exists");
        Follow(rename.Value, (reference, _) => reference.Kind == ReferenceKind.Label && reference.Target == type.Name && reference.Part == rename.Value ? Literals.Quote(rename.NewValue) : null);
        _types = _types.With(type with { Labels = Replaced(type.Labels, label => label == rename.Value, _ => rename.NewValue) });
        return true;
    }

    private List<Table> Typed(ObjectName type) => [.. Tables.Where(table => table.OfType == type)];

    private bool Change(FieldChange change)
    {
        if (FindType(change.Type) is not CompositeType type) return Fail($"type \"{change.Type}\" does not exist");
        var known = type.Attributes.FirstOrDefault(it => it.Name == change.Attribute);
        switch (change)
        {
            case AddField when known is not null:
                return Fail($"column \"{change.Attribute}\" of relation \"{type.Name}\" already exists");
            case DropField { IfExists: true } when known is null:
                return true;
            case DropField or AlterFieldType when known is null:
                return Fail($"column \"{change.Attribute}\" of relation \"{type.Name}\" does not exist");
            case AlterFieldType when User(type.Name) is { } user:
                return Fail($"cannot alter type \"{type.Name}\" because column \"{user}\" uses it");
        }

        if (!change.Cascade && Typed(type.Name).Count > 0) return Fail($"cannot alter type \"{type.Name}\" because it is the type of a typed table");
        _types = _types.With(type with
        {
            Attributes = change switch
            {
                AddField add => type.Attributes.With(Field(add.Definition)),
                AlterFieldType alter => Replaced(type.Attributes, it => it.Name == alter.Attribute, it => it with { Type = TypeOf(alter.NewType), Collation = alter.Collation }),
                _ => new(type.Attributes.Where(it => it.Name != change.Attribute)),
            },
        });
        foreach (var table in Typed(type.Name))
        {
            switch (change)
            {
                case AddField add:
                    Put(table with { Columns = table.Columns.With(Field(add.Definition)) });
                    break;
                case AlterFieldType alter:
                    ChangeColumn(table with { OfType = null }, new AlterColumnType(table.Name.ToQualifiedName(), alter.Attribute, alter.NewType) { Collation = alter.Collation });
                    break;
                default:
                    RemoveColumn(table, change.Attribute, cascade: false);
                    break;
            }
        }

        return true;
    }

    private bool RenameField(QualifiedName composite, string name, RenameObject rename)
    {
        if (FindType(composite) is not CompositeType type) return Fail($"type \"{composite}\" does not exist");
        if (type.Attributes.All(it => it.Name != name)) return Fail($"column \"{name}\" does not exist");
        if (!rename.Cascade && Typed(type.Name).Count > 0) return Fail($"cannot alter type \"{type.Name}\" because it is the type of a typed table");
        FollowColumn(type.Name, name, rename.NewName);
        _types = _types.With((CompositeType)_types.Find(type.Name)! with { Attributes = Replaced(type.Attributes, it => it.Name == name, it => it with { Name = rename.NewName }) });
        foreach (var table in Typed(type.Name)) RenameColumn(table, new(table.Name.ToQualifiedName(), name, rename.NewName));
        return true;
    }

    /// <summary>A table's column of the type, as people call it; null if there is none.</summary>
    private string? User(ObjectName type)
    {
        var sql = type.ToQualifiedName().ToSql();
        return Tables.SelectMany(table => table.Columns.Where(column => IsOf(column.Type, sql)).Select(column => table.Name.Name + "." + column.Name)).FirstOrDefault();
    }
}
