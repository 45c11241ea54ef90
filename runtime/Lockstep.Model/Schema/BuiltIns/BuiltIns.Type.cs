namespace Lockstep.Model.Schema;

/// <content>Written by BuiltInTests from the catalogs of PostgreSQL 15 to 18; not to be edited.</content>
internal static partial class BuiltIns
{
    private const string TypeText = """
        "char" Zp  aclitem Up  bit Vx  bool B!p  box Gp  bpchar Sxc  bytea Ux  cid Up  cidr Im  circle Gp  date Dp  datemultirange Rx  daterange Rx  float4 Np  float8 N!p  gtsvector Up
        inet I!m  int2 Np  int2vector Ap  int4 Np  int4multirange Rx  int4range Rx  int8 Np  int8multirange Rx  int8range Rx  interval T!p  json Ux  jsonb Ux  jsonpath Ux  line Gp  lseg Gp
        macaddr Up  macaddr8 Up  money Np  name Spc  numeric Nm  nummultirange Rx  numrange Rx  oid N!p  oidvector Ap  path Gx  pg_brin_bloom_summary Zxc  pg_brin_minmax_multi_summary Zxc
        pg_dependencies Zxc  pg_lsn Up  pg_mcv_list Zxc  pg_ndistinct Zxc  pg_node_tree Zxc  pg_snapshot Ux  point Gp  polygon Gx  refcursor Ux  regclass Np  regcollation Np  regconfig Np
        regdictionary Np  regnamespace Np  regoper Np  regoperator Np  regproc Np  regprocedure Np  regrole Np  regtype Np  text S!xc  tid Up  time Dp  timestamp Dp  timestamptz D!p
        timetz Dp  tsmultirange Rx  tsquery Up  tsrange Rx  tstzmultirange Rx  tstzrange Rx  tsvector Ux  txid_snapshot Ux  uuid Up  varbit V!x  varchar Sxc  xid Up  xid8 Up  xml Ux
        """;
}
