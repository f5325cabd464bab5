package jp.go.jica.partnerships.kubernetes;

/** The kinds of resources that there may be, by their names in Kubernetes. */
public enum Kind {
    Cluster,
    ConfigMap,
    Deployment,
    ExternalSecret,
    HTTPRoute,
    HorizontalPodAutoscaler,
    Job,
    Kafka,
    KafkaConnect,
    KafkaConnector,
    KafkaNodePool,
    KafkaTopic,
    KafkaUser,
    Namespace,
    NetworkPolicy,
    ObjectStore,
    PodDisruptionBudget,
    PodMonitor,
    PrometheusRule,
    ScheduledBackup,
    Service,
    ServiceAccount,
    ServiceMonitor
}
