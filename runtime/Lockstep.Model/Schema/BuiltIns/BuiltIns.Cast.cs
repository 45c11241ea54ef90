namespace Lockstep.Model.Schema;

/// <content>Written by BuiltInTests from the catalogs of PostgreSQL 15 to 18; not to be edited.</content>
internal static partial class BuiltIns
{
    private const string CastText = """
        "char" bpchar af;int4 ef;text if;varchar af  bit bit if;int4 ef;int8 ef;varbit ib  bool bpchar af;int4 ef;text af;varchar af  box circle ef;lseg ef;point ef;polygon af
        bpchar "char" af;bpchar if;name if;text if;varchar if;xml ef  bytea int2 ef;int4 ef;int8 ef  cidr bpchar af;inet ib;text af;varchar af  circle box ef;point ef;polygon ef
        date timestamp if;timestamptz if  daterange datemultirange ef  float4 float8 if;int2 af;int4 af;int8 af;numeric af  float8 float4 af;int2 af;int4 af;int8 af;numeric af
        inet bpchar af;cidr af;text af;varchar af
        int2 bytea ef;float4 if;float8 if;int4 if;int8 if;numeric if;oid if;regclass if;regcollation if;regconfig if;regdictionary if;regnamespace if;regoper if;regoperator if;regproc if;regprocedure if;regrole if;regtype if
        int4 "char" ef;bit ef;bool ef;bytea ef;float4 if;float8 if;int2 af;int8 if;money af;numeric if;oid ib;regclass ib;regcollation ib;regconfig ib;regdictionary ib;regnamespace ib;regoper ib;regoperator ib;regproc ib;regprocedure ib;regrole ib;regtype ib
        int4range int4multirange ef
        int8 bit ef;bytea ef;float4 if;float8 if;int2 af;int4 af;money af;numeric if;oid if;regclass if;regcollation if;regconfig if;regdictionary if;regnamespace if;regoper if;regoperator if;regproc if;regprocedure if;regrole if;regtype if
        int8range int8multirange ef  interval interval if;time af  json jsonb ai  jsonb bool ef;float4 ef;float8 ef;int2 ef;int4 ef;int8 ef;json ai;numeric ef  lseg point ef
        macaddr macaddr8 if  macaddr8 macaddr if  money numeric af  name bpchar af;text if;varchar af  numeric float4 if;float8 if;int2 af;int4 af;int8 af;money af;numeric if
        numrange nummultirange ef
        oid int4 ab;int8 af;regclass ib;regcollation ib;regconfig ib;regdictionary ib;regnamespace ib;regoper ib;regoperator ib;regproc ib;regprocedure ib;regrole ib;regtype ib
        path polygon af  pg_dependencies bytea ib;text ii  pg_mcv_list bytea ib;text ii  pg_ndistinct bytea ib;text ii  pg_node_tree text ib  point box af
        polygon box ef;circle ef;path af;point ef  regclass int4 ab;int8 af;oid ib  regcollation int4 ab;int8 af;oid ib  regconfig int4 ab;int8 af;oid ib
        regdictionary int4 ab;int8 af;oid ib  regnamespace int4 ab;int8 af;oid ib  regoper int4 ab;int8 af;oid ib;regoperator ib  regoperator int4 ab;int8 af;oid ib;regoper ib
        regproc int4 ab;int8 af;oid ib;regprocedure ib  regprocedure int4 ab;int8 af;oid ib;regproc ib  regrole int4 ab;int8 af;oid ib  regtype int4 ab;int8 af;oid ib
        text "char" af;bpchar ib;name if;regclass if;varchar ib;xml ef  time interval if;time if;timetz if  timestamp date af;time af;timestamp if;timestamptz if
        timestamptz date af;time af;timestamp af;timestamptz if;timetz af  timetz time af;timetz if  tsrange tsmultirange ef  tstzrange tstzmultirange ef  varbit bit ib;varbit if
        varchar "char" af;bpchar ib;name if;regclass if;text ib;varchar if;xml ef  xid8 xid ef  xml bpchar ab;text ab;varchar ab
        """;
}
