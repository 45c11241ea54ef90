using System.Text.Json;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Catalog;

/// <content>Types, routines, and objects that are held as the statements that make them.</content>
internal sealed partial class SchemaAssembler
{
    private IEnumerable<UserType> Types()
    {
        var checks = _data.Constraints.Where(row => row.Type != 0).ToLookup(row => row.Type);
        return _data.Types.Select(row => Finish(Type(row, checks[row.Oid]), Catalogs.Type, row.Oid, row.Owner) with { Comment = Comment(Catalogs.Type, row.Oid) ?? Comment(Catalogs.Class, row.Relation) });
    }

    private UserType Type(TypeRow row, IEnumerable<ConstraintRow> checks)
    {
        var name = new ObjectName(row.Space, row.Name);
        var sql = name.ToQualifiedName();
        return row.Kind switch
        {
            'e' => new EnumType(name, new(row.Labels)),
            'c' => new CompositeType(name, new(_attributes[row.Relation].Select(column => Column(column, null)))),
            'd' => new DomainType(name, TypeOf(row.BaseType!))
            {
                Collation = row.Collation,
                Default = row.Default,
                NotNull = row.NotNull,
                Constraints = new(checks.Where(check => check.Kind == 'c').Select(check => DomainCheck(check, sql)).OrderBy(check => check.Name, StringComparer.Ordinal)),
            },
            'r' => new DefinedType(name, new CreateRangeType(sql, RangeOptions(row.Range!))),
            // A shell is a type that was only announced.
            'p' => new DefinedType(name, new DefineObject(new(ObjectKind.Type, sql), "")),
            _ => new DefinedType(name, new DefineObject(new(ObjectKind.Type, sql), row.Functions!)),
        };
    }

    private SchemaConstraint DomainCheck(ConstraintRow row, QualifiedName domain) =>
        new(row.Name, Read<AddDomainConstraint>($"ALTER DOMAIN {domain.ToSql()} ADD CONSTRAINT {SqlIdentifier.Quote(row.Name)} {row.Definition}").Constraint) { Comment = Comment(Catalogs.Constraint, row.Oid) };

    private static EquatableArray<OptionSetting> RangeOptions(string json) =>
        new(JsonSerializer.Deserialize(json, CatalogJson.Default.DictionaryStringString)!.Select(option => new OptionSetting(option.Key, option.Value)).OrderBy(option => option.Name, StringComparer.Ordinal));

    private Routine Routine(RoutineRow row)
    {
        var name = new ObjectName(row.Space, row.Name, string.Join(", ", row.Types.Select(TypeOf)));
        var sql = name.ToQualifiedName();
        var routine = row.Kind == 'a'
            ? new Routine(name, ObjectKind.Aggregate, new DefineObject(new(ObjectKind.Aggregate, sql) { Signature = "(" + row.Arguments + ")" }, "(" + row.Aggregate + ")"))
            : new Routine(name, row.Kind == 'p' ? ObjectKind.Procedure : ObjectKind.Function, Read<CreateRoutine>(row.Definition!) with { OrReplace = false });
        return Finish(routine, Catalogs.Routine, row.Oid, row.Owner);
    }

    private OtherObject Other(OtherRow row)
    {
        var kind = Enum.Parse<ObjectKind>(row.Kind);
        var definition = Read<Operation>(row.Sql);
        var name = new ObjectName(row.Space ?? "", OtherObjects.Name(kind, row.Name, definition, TypeOf), row.Kind);
        return Finish(new OtherObject(name, kind, definition) { Changes = OtherObjects.Changes(kind, row, definition) }, row.Catalog, row.Oid, row.Owner);
    }
}
