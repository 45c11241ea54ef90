using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Operations.Lowering;

/// <content>Objects whose definition stays text, and replication.</content>
internal sealed partial class AstLowering
{
    private Operation? Definition(SqlStatement statement) => statement switch
    {
        DefineStatement define => new DefineObject(Object(define.Object), After(define.Object, define))
        {
            Modifiers = define.OrReplace ? "OR REPLACE" : string.Empty,
            IfNotExists = define.IfNotExists,
        },
        CreateCastStatement create => new DefineObject(
            new(ObjectKind.Cast, new(null, Text(create.Source) + " AS " + Text(create.Target))), WithoutFirst(After(create.Target, create))),
        CreateTransformStatement create => new DefineObject(
            new(ObjectKind.Transform, new(null, Text(create.Type))) { Signature = "LANGUAGE " + SqlIdentifier.Quote(create.Language.Value) },
            After(create.Language, create)) { Modifiers = create.OrReplace ? "OR REPLACE" : string.Empty },
        CreateConversionStatement create => Define(ObjectKind.Conversion, create.Name, create, create.IsDefault ? "DEFAULT" : string.Empty),
        CreateLanguageStatement create => new DefineObject(Single(ObjectKind.Language, create.Name), After(create.Name, create))
        {
            Modifiers = ((create.OrReplace ? "OR REPLACE " : string.Empty) + (create.IsTrusted ? "TRUSTED" : string.Empty)).Trim(),
        },
        CreateAccessMethodStatement create => new DefineObject(Single(ObjectKind.AccessMethod, create.Name), After(create.Name, create)),
        CreateOperatorClassStatement create => Define(ObjectKind.OperatorClass, create.Name, create),
        CreateOperatorFamilyStatement create => new DefineObject(
            new(ObjectKind.OperatorFamily, Name(create.Name)) { Signature = "USING " + SqlIdentifier.Quote(create.Method.Value) }, string.Empty),
        CreateServerStatement create => new DefineObject(Single(ObjectKind.Server, create.Name), After(create.Name, create)) { IfNotExists = create.IfNotExists },
        ForeignDataWrapperStatement { IsAlter: false } create =>
            new DefineObject(Single(ObjectKind.ForeignDataWrapper, create.Name), After(create.Name, create)),
        CreateDatabaseStatement create => new DefineObject(Single(ObjectKind.Database, create.Name), After(create.Name, create)),
        CreateTablespaceStatement create => new DefineObject(Single(ObjectKind.Tablespace, create.Name), After(create.Name, create)),
        UserMappingStatement mapping => Mapping(mapping),
        DropDatabaseStatement drop => new DropObject(Single(ObjectKind.Database, drop.Name)) { IfExists = drop.IfExists },
        DropTablespaceStatement drop => new DropObject(Single(ObjectKind.Tablespace, drop.Name)) { IfExists = drop.IfExists },
        DropSubscriptionStatement drop => new DropObject(Single(ObjectKind.Subscription, drop.Name)) { IfExists = drop.IfExists, Cascade = drop.Cascade },
        CreatePublicationStatement create => new CreatePublication(create.Name.Value, Published(create.Objects))
        {
            AllTables = create.AllTables,
            Options = Options(create.Options),
        },
        AlterPublicationStatement alter => new AlterPublication(alter.Name.Value, alter.Action switch
        {
            "add" => PublicationChange.Add,
            "set" => PublicationChange.Set,
            "drop" => PublicationChange.Drop,
            _ => PublicationChange.SetOptions,
        })
        {
            Objects = Published(alter.Objects),
            Options = Options(alter.Options),
        },
        CreateSubscriptionStatement create => new CreateSubscription(create.Name.Value, create.Connection, Names(create.Publications))
        {
            Options = Options(create.Options),
        },
        AlterSubscriptionStatement alter => new AlterSubscription(alter.Name.Value, After(alter.Name, alter)) { Refreshes = Refreshes(alter) },
        _ => Change(statement),
    };

    private AlterObject? Change(SqlStatement statement) => statement switch
    {
        AlterTypeStatement alter => Alter(ObjectKind.Type, alter.Name, alter),
        AlterOperatorStatement alter => new(Object(alter.Object), After(alter.Object, alter)),
        AlterOperatorFamilyStatement alter => new(
            new(ObjectKind.OperatorFamily, Name(alter.Name)) { Signature = "USING " + SqlIdentifier.Quote(alter.Method.Value) }, After(alter.Method, alter)),
        AlterCollationStatement alter => Alter(ObjectKind.Collation, alter.Name, alter),
        AlterTextSearchDictionaryStatement alter => Alter(ObjectKind.TextSearchDictionary, alter.Name, alter),
        AlterTextSearchConfigurationStatement alter => Alter(ObjectKind.TextSearchConfiguration, alter.Name, alter),
        ForeignDataWrapperStatement alter => new(Single(ObjectKind.ForeignDataWrapper, alter.Name), After(alter.Name, alter)),
        AlterServerStatement alter => new(Single(ObjectKind.Server, alter.Name), After(alter.Name, alter)),
        AlterDatabaseStatement alter => new(Single(ObjectKind.Database, alter.Name), After(alter.Name, alter)),
        AlterDatabaseSetStatement alter => new(Single(ObjectKind.Database, alter.Name), After(alter.Name, alter)),
        AlterDatabaseRefreshStatement alter => new(Single(ObjectKind.Database, alter.Name), After(alter.Name, alter)),
        AlterTablespaceStatement alter => new(Single(ObjectKind.Tablespace, alter.Name), After(alter.Name, alter)),
        _ => null,
    };

    private static DatabaseObject Single(ObjectKind kind, SqlName name) => new(kind, new(null, name.Value));

    private DefineObject Define(ObjectKind kind, SqlNamePath name, SqlStatement statement, string modifiers = "") =>
        new(new(kind, Name(name)), After(name, statement)) { Modifiers = modifiers };

    private AlterObject Alter(ObjectKind kind, SqlNamePath name, SqlStatement statement) => new(new(kind, Name(name)), After(name, statement));

    private Operation Mapping(UserMappingStatement mapping)
    {
        var user = mapping.User.IsKeyword && mapping.User.Name.Value == "user" ? "USER" : Role(mapping.User);
        var item = new DatabaseObject(ObjectKind.UserMapping, new(null, "FOR " + user + " SERVER " + SqlIdentifier.Quote(mapping.Server.Value)));
        return mapping.Verb switch
        {
            "create" => new DefineObject(item, After(mapping.Server, mapping)) { IfNotExists = mapping.Conditional },
            "alter" => new AlterObject(item, After(mapping.Server, mapping)),
            _ => new DropObject(item) { IfExists = mapping.Conditional },
        };
    }

    /// <summary>Text without the parenthesis that it begins with.</summary>
    private static string WithoutFirst(string text) => text.Length == 0 ? text : text.Substring(1).TrimStart();

    private EquatableArray<PublishedObject> Published(IReadOnlyList<PublicationObject> objects) => new(objects.Select(item =>
        item.Relation is { } relation
            ? new PublishedObject(Name(relation), null) { Only = relation.Only, Columns = Names(item.Columns), Where = TextOrNull(item.Where) }
            : new PublishedObject(null, item.IsCurrentSchema ? "CURRENT_SCHEMA" : SqlIdentifier.Quote(item.Schema?.Value ?? string.Empty))));

    private static bool Refreshes(AlterSubscriptionStatement alter) =>
        alter.Action is "refresh" ||
        (alter.Action is "add" or "drop" or "set" && !alter.Options.Any(option => option.Name.Value == "refresh" && option.Value?.Text is "false" or "off" or "0"));
}
