namespace Lockstep.Model.Operations;

/// <content>What statements do alike with objects of all kinds, schemas and extensions.</content>
public static partial class SqlWriter
{
    /// <summary>The object as statements name it, with the words for its kind.</summary>
    public static string Write(DatabaseObject item) => item.Kind.Words() + " " + NameOf(item);

    private static string? WriteObject(Operation operation) => operation switch
    {
        DropObject drop => "DROP " + Write(drop.Object.Kind, If(drop.IfExists, "IF EXISTS "), drop.Object) + Cascade(drop.Cascade),
        RenameObject rename => Write(rename),
        SetObjectSchema set => "ALTER " + Write(set.Object) + " SET SCHEMA " + Quote(set.Schema),
        SetOwner set => "ALTER " + Write(set.Object.Kind, If(set.IfExists, "IF EXISTS "), set.Object) + " OWNER TO " + set.Owner,
        SetExtensionDependency set => "ALTER " + Write(set.Object) + If(!set.Depends, " NO") + " DEPENDS ON EXTENSION " + Quote(set.Extension),
        DefineObject define =>
            "CREATE " + If(define.Modifiers.Length > 0, define.Modifiers + " ") +
            Write(define.Object.Kind, If(define.IfNotExists, "IF NOT EXISTS "), define.Object) + If(define.Definition.Length > 0, " " + define.Definition),
        AlterObject alter => "ALTER " + Write(alter.Object) + " " + alter.Change,
        SetComment set => "COMMENT ON " + Write(Commented(set.Object)) + " IS " + (set.Text is { } text ? Literal(text) : "NULL"),
        SetSecurityLabel set =>
            "SECURITY LABEL" + IfName(set.Provider, " FOR ") + " ON " + Write(Commented(set.Object)) + " IS " + (set.Label is { } label ? Literal(label) : "NULL"),
        CreateSchema create =>
            "CREATE SCHEMA" + If(create.IfNotExists, " IF NOT EXISTS") + IfName(create.Name, " ") + If(create.Owner, " AUTHORIZATION ") +
            string.Concat(create.Elements.Select(element => "\n" + Write(element))),
        CreateExtension create =>
            "CREATE EXTENSION " + If(create.IfNotExists, "IF NOT EXISTS ") + Quote(create.Name) +
            If(create.Schema is not null || create.Version is not null || create.Cascade, " WITH") + IfName(create.Schema, " SCHEMA ") +
            If(create.Version is not null, " VERSION " + Literal(create.Version ?? string.Empty)) + Cascade(create.Cascade),
        UpdateExtension update =>
            "ALTER EXTENSION " + Quote(update.Name) + " UPDATE" + If(update.Version is not null, " TO " + Literal(update.Version ?? string.Empty)),
        SetExtensionMember set => "ALTER EXTENSION " + Quote(set.Name) + (set.Member ? " ADD " : " DROP ") + Write(set.Object),
        _ => null,
    };

    private static string Write(ObjectKind kind, string before, DatabaseObject item) => kind.Words() + " " + before + NameOf(item);

    private static string Write(RenameObject rename) => rename.Object.Kind switch
    {
        ObjectKind.Attribute =>
            "ALTER TYPE " + Owner(rename.Object) + " RENAME ATTRIBUTE " + Quote(rename.Object.Name.Name) + " TO " + Quote(rename.NewName) +
            Cascade(rename.Cascade),
        ObjectKind.DomainConstraint =>
            "ALTER DOMAIN " + Owner(rename.Object) + " RENAME CONSTRAINT " + Quote(rename.Object.Name.Name) + " TO " + Quote(rename.NewName),
        _ => "ALTER " + Write(rename.Object.Kind, If(rename.IfExists, "IF EXISTS "), rename.Object) + " RENAME TO " + Quote(rename.NewName),
    };

    private static string Owner(DatabaseObject item) => item.Of is { } owner ? owner.ToSql() : string.Empty;

    /// <summary>COMMENT ON COLUMN names the column behind its table.</summary>
    private static DatabaseObject Commented(DatabaseObject item) => item.Kind == ObjectKind.Attribute ? item with { Kind = ObjectKind.Column } : item;

    private static string NameOf(DatabaseObject item) => item.Kind switch
    {
        ObjectKind.Column => Owner(item) + "." + Quote(item.Name.Name),
        ObjectKind.DomainConstraint => Quote(item.Name.Name) + " ON DOMAIN " + Owner(item),
        ObjectKind.TableConstraint or ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy => Quote(item.Name.Name) + " ON " + Owner(item),
        ObjectKind.Cast => "(" + item.Name.Name + ")",
        ObjectKind.Transform => "FOR " + item.Name.Name + " " + item.Signature,
        ObjectKind.LargeObject or ObjectKind.Role or ObjectKind.Parameter or ObjectKind.UserMapping => item.Name.Name,
        ObjectKind.Operator => (item.Name.Schema is { } schema ? Quote(schema) + "." : string.Empty) + item.Name.Name + If(item.Signature, " "),
        ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate => item.Name.ToSql() + item.Signature,
        _ => item.Name.ToSql() + If(item.Signature, " "),
    };
}
