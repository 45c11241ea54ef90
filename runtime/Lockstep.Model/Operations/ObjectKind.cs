namespace Lockstep.Model.Operations;

#pragma warning disable CS1591 // Each is what PostgreSQL's documentation calls so.
/// <summary>The kinds of objects that <c>DROP</c>, <c>RENAME</c>, <c>COMMENT ON</c> and their like are about.</summary>
public enum ObjectKind
{
    Table,
    ForeignTable,
    View,
    MaterializedView,
    Index,
    Sequence,
    Column,
    Attribute,
    TableConstraint,
    DomainConstraint,
    Trigger,
    Rule,
    Policy,
    Type,
    Domain,
    Function,
    Procedure,
    Routine,
    Aggregate,
    Operator,
    OperatorClass,
    OperatorFamily,
    Cast,
    Transform,
    Collation,
    Conversion,
    Language,
    Schema,
    Extension,
    Statistics,
    Publication,
    Subscription,
    EventTrigger,
    AccessMethod,
    ForeignDataWrapper,
    Server,
    UserMapping,
    TextSearchConfiguration,
    TextSearchDictionary,
    TextSearchParser,
    TextSearchTemplate,
    Role,
    Database,
    Tablespace,
    Parameter,
    LargeObject,
}
#pragma warning restore CS1591

/// <summary>What SQL calls the kinds of objects.</summary>
public static class ObjectKinds
{
    /// <summary>The words that stand before the object's name, such as <c>MATERIALIZED VIEW</c>.</summary>
    public static string Words(this ObjectKind kind) => kind switch
    {
        ObjectKind.ForeignTable => "FOREIGN TABLE",
        ObjectKind.MaterializedView => "MATERIALIZED VIEW",
        ObjectKind.TableConstraint or ObjectKind.DomainConstraint => "CONSTRAINT",
        ObjectKind.OperatorClass => "OPERATOR CLASS",
        ObjectKind.OperatorFamily => "OPERATOR FAMILY",
        ObjectKind.EventTrigger => "EVENT TRIGGER",
        ObjectKind.AccessMethod => "ACCESS METHOD",
        ObjectKind.ForeignDataWrapper => "FOREIGN DATA WRAPPER",
        ObjectKind.UserMapping => "USER MAPPING",
        ObjectKind.TextSearchConfiguration => "TEXT SEARCH CONFIGURATION",
        ObjectKind.TextSearchDictionary => "TEXT SEARCH DICTIONARY",
        ObjectKind.TextSearchParser => "TEXT SEARCH PARSER",
        ObjectKind.TextSearchTemplate => "TEXT SEARCH TEMPLATE",
        ObjectKind.LargeObject => "LARGE OBJECT",
        _ => kind.ToString().ToUpperInvariant(),
    };

    /// <summary>The kind of a relation as <c>ALTER TABLE</c> and its like call it.</summary>
    public static ObjectKind Of(RelationKind kind) => kind switch
    {
        RelationKind.ForeignTable => ObjectKind.ForeignTable,
        RelationKind.View => ObjectKind.View,
        RelationKind.MaterializedView => ObjectKind.MaterializedView,
        RelationKind.Index => ObjectKind.Index,
        RelationKind.Sequence => ObjectKind.Sequence,
        _ => ObjectKind.Table,
    };
}
