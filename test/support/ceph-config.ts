/** What the configuration of the test cluster depends on. */
export interface CephConfigInput {
  /** Cluster id, a UUID. */
  id: string;
  /** Everything the cluster writes. */
  folder: string;
  /** Folder of Ceph's libraries and plug-ins. */
  libraries: string;
  ports: { monitor: number; gateway: number };
}

/**
 * `ceph.conf` of a throw-away cluster: one copy of everything, in memory, every path in one folder, no waiting for
 * monitors that do not exist.
 */
export const cephConfig = ({ id, folder, libraries, ports }: CephConfigInput): string => `[global]
fsid = ${id}
mon_host = v2:127.0.0.1:${ports.monitor}
mon_initial_members = a
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
keyring = ${folder}/keyring
mon_data = ${folder}/mon
osd_data = ${folder}/osd
rgw_data = ${folder}
run_dir = ${folder}
crash_dir = ${folder}
admin_socket =
pid_file =
log_file = ${folder}/$name.log
log_to_stderr = false
mon_cluster_log_to_file = false
plugin_dir = ${libraries}/ceph
erasure_code_dir = ${libraries}/ceph/erasure-code
osd_class_dir = ${libraries}/rados-classes
paxos_propose_interval = 0.05
paxos_min_wait = 0.01
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
osd_objectstore = memstore
memstore_device_bytes = 2147483648
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
rgw_rados_pool_pg_num_min = 1
rgw_frontends = beast endpoint=127.0.0.1:${ports.gateway}
rgw_run_sync_thread = false
`;
