namespace Lockstep.Model.Schema;

/// <content>Written by BuiltInTests from the catalogs of PostgreSQL 15 to 18; not to be edited.</content>
internal static partial class BuiltIns
{
    private const string OperatorClassText = """
        brin "char" char_minmax_ops;anyrange range_inclusion_ops;bit bit_minmax_ops;box box_inclusion_ops;bpchar bpchar_minmax_ops;bytea bytea_minmax_ops;date date_minmax_ops;float4 float4_minmax_ops;float8 float8_minmax_ops;inet inet_inclusion_ops;int2 int2_minmax_ops;int4 int4_minmax_ops;int8 int8_minmax_ops;interval interval_minmax_ops;macaddr macaddr_minmax_ops;macaddr8 macaddr8_minmax_ops;name name_minmax_ops;numeric numeric_minmax_ops;oid oid_minmax_ops;pg_lsn pg_lsn_minmax_ops;text text_minmax_ops;tid tid_minmax_ops;time time_minmax_ops;timestamp timestamp_minmax_ops;timestamptz timestamptz_minmax_ops;timetz timetz_minmax_ops;uuid uuid_minmax_ops;varbit varbit_minmax_ops
        btree "char" char_ops;anyarray array_ops;anyenum enum_ops;anymultirange multirange_ops;anyrange range_ops;bit bit_ops;bool bool_ops;bpchar bpchar_ops;bytea bytea_ops;date date_ops;float4 float4_ops;float8 float8_ops;inet inet_ops;int2 int2_ops;int4 int4_ops;int8 int8_ops;interval interval_ops;jsonb jsonb_ops;macaddr macaddr_ops;macaddr8 macaddr8_ops;money money_ops;name name_ops;numeric numeric_ops;oid oid_ops;oidvector oidvector_ops;pg_lsn pg_lsn_ops;record record_ops;text text_ops;tid tid_ops;time time_ops;timestamp timestamp_ops;timestamptz timestamptz_ops;timetz timetz_ops;tsquery tsquery_ops;tsvector tsvector_ops;uuid uuid_ops;varbit varbit_ops;xid8 xid8_ops
        gin anyarray array_ops;jsonb jsonb_ops;tsvector tsvector_ops
        gist anymultirange multirange_ops;anyrange range_ops;box box_ops;circle circle_ops;point point_ops;polygon poly_ops;tsquery tsquery_ops;tsvector tsvector_ops
        hash "char" char_ops;aclitem aclitem_ops;anyarray array_ops;anyenum enum_ops;anymultirange multirange_ops;anyrange range_ops;bool bool_ops;bpchar bpchar_ops;bytea bytea_ops;cid cid_ops;date date_ops;float4 float4_ops;float8 float8_ops;inet inet_ops;int2 int2_ops;int4 int4_ops;int8 int8_ops;interval interval_ops;jsonb jsonb_ops;macaddr macaddr_ops;macaddr8 macaddr8_ops;name name_ops;numeric numeric_ops;oid oid_ops;oidvector oidvector_ops;pg_lsn pg_lsn_ops;record record_ops;text text_ops;tid tid_ops;time time_ops;timestamp timestamp_ops;timestamptz timestamptz_ops;timetz timetz_ops;uuid uuid_ops;xid xid_ops;xid8 xid8_ops
        spgist anyrange range_ops;box box_ops;inet inet_ops;point quad_point_ops;polygon poly_ops;text text_ops
        """;
}
