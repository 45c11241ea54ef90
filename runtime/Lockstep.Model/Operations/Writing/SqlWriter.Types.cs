namespace Lockstep.Model.Operations;

/// <content>Types and domains.</content>
public static partial class SqlWriter
{
    private static string? WriteType(Operation operation) => operation switch
    {
        CreateEnumType create => "CREATE TYPE " + create.Type.ToSql() + " AS ENUM (" + List(create.Labels.Select(Literal)) + ")",
        AddEnumValue add =>
            "ALTER TYPE " + add.Type.ToSql() + " ADD VALUE " + If(add.IfNotExists, "IF NOT EXISTS ") + Literal(add.Value) +
            (add.Before is { } before ? " BEFORE " + Literal(before) : add.After is { } after ? " AFTER " + Literal(after) : string.Empty),
        RenameEnumValue rename =>
            "ALTER TYPE " + rename.Type.ToSql() + " RENAME VALUE " + Literal(rename.Value) + " TO " + Literal(rename.NewValue),
        CreateCompositeType create => "CREATE TYPE " + create.Type.ToSql() + " AS (" + List(create.Attributes.Select(Write)) + ")",
        FieldChange change => "ALTER TYPE " + change.Type.ToSql() + " " + Attribute(change) + Cascade(change.Cascade),
        CreateRangeType create => "CREATE TYPE " + create.Type.ToSql() + " AS RANGE " + Options(create.Options, string.Empty),
        CreateDomain create =>
            "CREATE DOMAIN " + create.Domain.ToSql() + " AS " + create.Type + If(create.Collation, " COLLATE ") + If(create.Default, " DEFAULT ") +
            If(create.NotNull, " NOT NULL") + string.Concat(create.Constraints.Select(constraint => " " + Write(constraint, inColumn: true))),
        SetDomainDefault set =>
            "ALTER DOMAIN " + set.Domain.ToSql() + (set.Default is null ? " DROP DEFAULT" : " SET DEFAULT " + set.Default),
        SetDomainNotNull set => "ALTER DOMAIN " + set.Domain.ToSql() + (set.NotNull ? " SET NOT NULL" : " DROP NOT NULL"),
        AddDomainConstraint add => "ALTER DOMAIN " + add.Domain.ToSql() + " ADD " + Write(add.Constraint, inColumn: true),
        DropDomainConstraint drop =>
            "ALTER DOMAIN " + drop.Domain.ToSql() + " DROP CONSTRAINT " + If(drop.IfExists, "IF EXISTS ") + Quote(drop.Name) + Cascade(drop.Cascade),
        ValidateDomainConstraint validate => "ALTER DOMAIN " + validate.Domain.ToSql() + " VALIDATE CONSTRAINT " + Quote(validate.Name),
        _ => null,
    };

    private static string Attribute(FieldChange change) => change switch
    {
        AddField add => "ADD ATTRIBUTE " + Write(add.Definition),
        DropField drop => "DROP ATTRIBUTE " + If(drop.IfExists, "IF EXISTS ") + Quote(drop.Attribute),
        AlterFieldType alter => "ALTER ATTRIBUTE " + Quote(alter.Attribute) + " TYPE " + alter.NewType + If(alter.Collation, " COLLATE "),
        _ => throw new ArgumentException("No SQL is known for " + change.GetType().Name + ".", nameof(change)),
    };
}
